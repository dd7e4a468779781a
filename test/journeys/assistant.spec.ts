// One person alone can try everything: the demo assistant answers a visitor whom nobody has accepted.

import { test } from '../support/site-test.ts';

test.use({ serverEnv: { DEMO_ASSISTANT: 'on', DEMO_ASSISTANT_WAIT_MS: '500' } });

test('the demo assistant accepts a visitor who waits, and answers in words', async ({ visitor, sites }) => {
  await visitor.open(sites.shop);
  await visitor.startChat();
  await visitor.hears('agentConnected');
  await visitor.say('Do you sell spoons?');
  await visitor.hears('messageReceived');
});
