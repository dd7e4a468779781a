import type { Page } from '@playwright/test';

export type ListedScene = { name: string; width: number; height: number };
export function scenesIn(page: Page, address: string): Promise<ListedScene[]>;
export function showScene(page: Page, scene: ListedScene): Promise<void>;
