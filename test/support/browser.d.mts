export type EngineName = 'firefox' | 'webkit';
export function presentBrowser(env?: NodeJS.ProcessEnv): string | null;
export function chromiumArgs(...alsoOff: string[]): string[];
export function getBrowser(): string;
export function presentFirefox(env?: NodeJS.ProcessEnv): string | null;
export function presentEngines(): EngineName[];
export function getEngines(wanted?: EngineName[], env?: NodeJS.ProcessEnv): void;
