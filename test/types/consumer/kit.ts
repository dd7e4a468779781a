// The kit that checks a transport. Each member with what it takes and what it does not.

import type { RawEvent, Transport } from 'tagalong';
import type {
  CheckOptions,
  checkTransport,
  OpenHarness,
  RawParty,
  RawStoredEvent,
  Report,
  RawEvent as SameEvent,
  Transport as SameTransport,
  TransportAnswer,
  TransportCheck,
  TransportHarness,
  transportChecks,
} from 'tagalong/transport-kit';
import { type Equal, none, type Wrong, type WrongMethods } from './contract.ts';

type Kit = { checkTransport: typeof checkTransport; transportChecks: typeof transportChecks };
none<
  WrongMethods<
    Kit,
    {
      checkTransport: [[OpenHarness] | [OpenHarness, CheckOptions], [Transport], Promise<Report>];
      transportChecks: [[OpenHarness] | [OpenHarness, CheckOptions], [TransportHarness], TransportCheck[]];
    }
  >
>();
none<
  Wrong<
    Report,
    {
      ok: [boolean, 'ok'];
      passed: [string[], number];
      failed: [{ name: string; error: Error }[], string[]];
      text: ['', 1];
    }
  >
>();
none<Wrong<CheckOptions, { limitMs: [number, '5s'] }>>();
none<Wrong<{ open: OpenHarness }, { open: [() => Promise<TransportHarness>, TransportHarness] }>>();
none<Wrong<Pick<TransportCheck, 'name'>, { name: [string, undefined] }>>();
none<WrongMethods<Pick<TransportCheck, 'run'>, { run: [[], ['now'], Promise<void>] }>>();

type Agent = Required<TransportHarness['agent']>;
type OfSession = [takes: [string], refuses: [], gives: unknown];
none<
  WrongMethods<
    Agent,
    {
      joins: OfSession;
      says: [[string, string], [string], unknown];
      types: [[string, boolean], [string, string], unknown];
      leaves: OfSession;
      ends: OfSession;
    }
  >
>();
type Step = [takes: [], refuses: ['now'], gives: unknown];
none<Wrong<Pick<TransportHarness, 'agent'>, { agent: [Agent, Partial<Agent>] }>>();
none<
  WrongMethods<
    Omit<TransportHarness, 'agent'>,
    {
      openTransport: [[], ['now'], Transport | PromiseLike<Transport>];
      messages: [[string], [], readonly string[] | PromiseLike<readonly string[]>];
      interrupt: Step;
      mend: Step;
      close: Step;
    }
  >
>();

/** The contract is the same by both doors. */
export const same: [
  Equal<SameTransport, Transport>,
  Equal<SameEvent, RawEvent>,
  Equal<RawStoredEvent, Extract<SameEvent, { index: number; timestamp: number }>>,
  Equal<RawParty, Extract<SameEvent, { type: 'AgentTyping' }>['party']>,
] = [true, true, true, true];
none<Wrong<{ answer: TransportAnswer<1> }, { answer: [Promise<1>, Promise<2>] }>>();
