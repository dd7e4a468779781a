// What a screen reader finds, from the form to the rating: roles and names, in order.

import type { Locator } from '@playwright/test';
import { outlineOf } from '../support/outline.ts';
import { expect, sharedTest as test } from '../support/site-test.ts';
import { textFile } from '../support/some-files.ts';
import { ANN } from '../support/visitor.ts';

const finds = (body: Locator, what: string[]) => expect.poll(() => outlineOf(body)).toEqual(what);

const HEADER = [
  'region "Chat"',
  'heading "Agent"',
  'button "Sound for new messages"',
  'button "Save conversation"',
  'button "End chat"',
  'button "Minimize"',
];
const COMPOSER = ['button "Attach files"', 'textbox "Message"', 'button "Emoji"', 'button "Send"'];
const RATING = [
  'group "How was this chat?"',
  ...['Very bad', 'Bad', 'Fair', 'Good', 'Very good'].map((word) => `radio "${word}"`),
];
const WAYS_OUT = ['button "Save conversation"', 'button "Start a new chat"', 'button "Close"'];

test('start, talk, file, end and rate stand in the accessibility tree by role and name, in the order of the screen', async ({
  visitor,
  agent,
  sites,
}) => {
  const body = visitor.frame.locator('body');
  await visitor.open(sites.shop);
  await visitor.chatWithUs.click();
  await expect(visitor.field('First name')).toBeVisible();
  const fields = ['First name', 'Last name', 'Email', 'Subject'].map((name) => `textbox "${name}"`);
  await finds(body, [
    'region "Chat"',
    'heading "Chat"',
    'button "Minimize"',
    ...fields,
    'button "Cancel"',
    'button "Start chat"',
  ]);

  await visitor.fillForm({ ...ANN, 'First name': 'Ann by ear' });
  await visitor.button('Start chat').click();
  await expect(visitor.message).toBeVisible();
  await agent.accept('Ann by ear');
  await agent.say('remark 1');
  await visitor.sees('remark 1');
  await finds(body, [...HEADER, 'log "Conversation"', ...COMPOSER]);

  await visitor.attach(textFile('order.txt', 'two cups'));
  await expect(visitor.file('order.txt')).toBeVisible();
  await finds(body, [...HEADER, 'log "Conversation"', 'link "order.txt"', ...COMPOSER]);

  await visitor.button('End chat').click();
  const question = [
    'dialog "End this chat?"',
    'heading "End this chat?"',
    'button "Keep chatting"',
    'button "End chat"',
  ];
  await finds(body, ['region "Chat"', ...question]);

  await visitor.frame.getByRole('dialog').getByRole('button', { name: 'End chat' }).click();
  const talk = ['region "Chat"', 'heading "Agent"', 'button "Minimize"', 'log "Conversation"', 'link "order.txt"'];
  await finds(body, [...talk, ...RATING, ...WAYS_OUT]);
  await visitor.frame.locator('label').nth(3).click();
  await finds(body, [...talk, ...RATING, 'textbox "Anything to add?"', 'button "Submit rating"', ...WAYS_OUT]);
  await visitor.button('Submit rating').click();
  await expect(visitor.frame.getByText('Thank you for your rating.')).toBeVisible();
  await finds(body, [...talk, ...WAYS_OUT]);

  await visitor.button('Minimize').click();
  await finds(body, ['region "Chat"', 'heading "Agent"', 'button "Restore"']);
});

test('all of the tree, with its words and states, is as it was agreed on', async ({ visitor, agent, sites }) => {
  const body = visitor.frame.locator('body');
  await visitor.open(sites.shop);
  await visitor.chatWithUs.click();
  await visitor.button('Start chat').click();
  await expect(body).toMatchAriaSnapshot(`
    - region "Chat":
      - heading "Chat" [level=1]
      - button "Minimize"
      - status: Tell us who you are and how we can help. Fields with * are required.
      - alert: Please check 1 field.
      - text: First name
      - textbox "First name" [invalid]
      - paragraph: Please fill in this field.
      - text: Last name
      - textbox "Last name"
      - text: Email
      - textbox "Email"
      - text: Subject
      - textbox "Subject"
      - button "Cancel"
      - button "Start chat"
  `);
  await visitor.fillForm({ ...ANN, 'First name': 'Ann of the tree' });
  await visitor.button('Start chat').click();
  await expect(visitor.message).toBeVisible();
  await agent.accept('Ann of the tree');
  await agent.say('remark 1');
  await visitor.sees('remark 1');
  await visitor.say('remark 2');
  await agent.sees('remark 2');
  await visitor.message.fill('half a');
  await expect(body).toMatchAriaSnapshot(`
    - region "Chat":
      - heading "Agent" [level=1]
      - button "Sound for new messages"
      - button "Save conversation"
      - button "End chat"
      - button "Minimize"
      - log "Conversation":
        - paragraph: Agent joined the chat
        - paragraph: Agent
        - text: remark 1
        - paragraph: /\\d+:\\d\\d/
        - paragraph: You
        - text: remark 2
        - paragraph: /\\d+:\\d\\d.* (Sent|Delivered|Read)/
      - button "Attach files"
      - textbox "Message": half a
      - button "Emoji"
      - button "Send"
  `);
  await visitor.end();
  await visitor.frame.locator('label').nth(3).click();
  await expect(body).toMatchAriaSnapshot(`
    - log "Conversation":
      - paragraph: You ended the chat
    - group "How was this chat?":
      - radio "Very bad"
      - radio "Bad"
      - radio "Fair"
      - radio "Good" [checked]
      - radio "Very good"
    - textbox "Anything to add?"
    - button "Submit rating"
    - paragraph: This chat has ended.
    - button "Save conversation"
    - button "Start a new chat"
    - button "Close"
  `);
});
