export function presentBrowser(env?: NodeJS.ProcessEnv): string | null;
export function getBrowser(): string;
