// The page of a conversation with the texts of the default language.

import { en } from '../locale/en.ts';
import { ChatPage, type ChatPageProps } from './chat-page.tsx';

export const EnglishChatPage = (props: Omit<ChatPageProps, 'strings'>) => <ChatPage {...props} strings={en} />;
