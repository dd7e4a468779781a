// The rpc contract with a plain host page; the loader's own link joins as another one.

import { connectPlainHost } from '../support/frame-plain-host.ts';
import { rpcContract } from './rpc-contract.ts';

rpcContract('plain', connectPlainHost);
