// What the site's session object can order, as it crosses to the frame.

import * as v from 'valibot';
import { Id, Index, UserData, UserDataKey } from './basics.ts';
import { ContentType, MessageText } from './session.ts';

export const SendMessageCommand = v.object({ sessionId: Id, text: MessageText, contentType: ContentType });
/** A file of the page's, which crosses as a copy. */
export const SendFileCommand = v.object({ sessionId: Id, file: v.blob() });
export const SendTypingCommand = v.object({
  sessionId: Id,
  isTyping: v.boolean(),
  typedText: v.nullable(v.pipe(v.string(), v.maxLength(5_000))),
});
export const GetTranscriptCommand = v.object({ sessionId: Id, fromIndex: Index });
export const SetUserDataCommand = v.object({ sessionId: Id, userData: UserData });
const Keys = v.pipe(v.array(UserDataKey), v.minLength(1), v.maxLength(100));
export const GetUserDataCommand = v.object({ sessionId: Id, keys: Keys });
export const DeleteUserDataCommand = v.object({ sessionId: Id, keys: Keys });
export const LeaveCommand = v.object({ sessionId: Id });
