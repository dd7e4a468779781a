// A visitor and an agent who talk already: what most journeys begin with. The first name tells the visitors of one server apart.

import type { Agent } from './agent.ts';
import type { Sites } from './site-test.ts';
import { ANN, type Visitor } from './visitor.ts';

type People = { visitor: Visitor; agent: Agent; sites: Sites };

export async function talkAs({ visitor, agent, sites }: People, firstName: string): Promise<void> {
  await visitor.open(sites.shop);
  await visitor.startChat({ ...ANN, 'First name': firstName });
  await agent.accept(firstName);
}
