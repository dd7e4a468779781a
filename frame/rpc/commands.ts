// The commands of the site's session object, each behind its schema.

import {
  DeleteUserDataCommand,
  GetTranscriptCommand,
  GetUserDataCommand,
  LeaveCommand,
  SendFileCommand,
  SendMessageCommand,
  SendTypingCommand,
  SetUserDataCommand,
} from '../../protocol/commands.ts';
import type { CheckedCommands } from '../session/commands.ts';
import type { Commands } from '../session/conversation.ts';
import { checked } from './checked.ts';

export const checkedCommands = (to: CheckedCommands): Commands => ({
  sendMessage: (input) => checked(SendMessageCommand, input, to.sendMessage),
  sendFile: (input) => checked(SendFileCommand, input, to.sendFile),
  sendTyping: (input) => checked(SendTypingCommand, input, to.sendTyping),
  getTranscript: (input) => checked(GetTranscriptCommand, input, to.getTranscript),
  setUserData: (input) => checked(SetUserDataCommand, input, to.setUserData),
  getUserData: (input) => checked(GetUserDataCommand, input, to.getUserData),
  deleteUserData: (input) => checked(DeleteUserDataCommand, input, to.deleteUserData),
  leave: (input) => checked(LeaveCommand, input, to.leave),
});
