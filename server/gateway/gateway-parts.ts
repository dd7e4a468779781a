// What every gateway is handed.

import type { Chats } from '../chats.ts';
import type { Config } from '../config-schema.ts';
import type { Hub } from '../fanout/hub.ts';
import type { GatewayLimits } from '../limits/server-limits.ts';
import type { Origins } from '../origins.ts';
import type { Clock, Log, Random } from '../ports.ts';
import type { Store } from '../store/store.ts';
import type { Heartbeat } from './heartbeat.ts';

export type GatewayParts = {
  config: Config;
  origins: Origins;
  store: Store;
  hub: Hub;
  chats: Chats;
  clock: Clock;
  random: Random;
  limits: GatewayLimits;
  heartbeat: Heartbeat;
  log: Log;
  /** Aborted when the server begins to stop: held answers are given at once. */
  stopping: AbortSignal;
};
