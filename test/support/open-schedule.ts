import type { Locator, Page } from '@playwright/test';
import type { WorkspaceSettings } from '../../main/settings.ts';
import { test as base, expect, type RunningApp } from './app.ts';
import { connectedSettings, storeToken, writeSettings } from './connected.ts';
import { startTestService, type TestService } from './service.ts';

/** An app whose schedule is open. */
export interface OpenSchedule {
  readonly app: RunningApp;
  readonly window: Page;
  /** What the window says of the last thing that was done. */
  readonly said: Locator;
}

interface Fixtures {
  /** A real service, with the sample of today. */
  readonly account: TestService;
  /** Starts the app of somebody who connected the account in an earlier run. */
  readonly openSchedule: (workspace?: Partial<WorkspaceSettings>) => Promise<OpenSchedule>;
}

export { expect };

export const test = base.extend<Fixtures>({
  account: async ({}, use) => {
    const account = await startTestService({ sampleAt: Date.now(), token: 'connected-secret' });
    await use(account);
    await account.close();
  },
  openSchedule: async ({ account, desktop, profile, startApp }, use) => {
    await use(async (workspace = {}) => {
      await storeToken(desktop, account.token);
      writeSettings(profile, connectedSettings(account, workspace));
      const app = await startApp();
      const window = await scheduleOf(app);
      return { app, window, said: window.getByRole('status', { name: 'Last action' }) };
    });
  },
});

/** Chooses from the menu of plans. */
export async function choosePlan(window: Page, item: string): Promise<void> {
  await window.getByRole('button', { name: 'Plan' }).click();
  await window.getByRole('menuitem', { name: item }).click();
}

/** The window with the schedule, of an app that has read it. */
export async function scheduleOf(app: RunningApp): Promise<Page> {
  await expect.poll(app.menu).toContain('Up to date');
  await app.choose('Open schedule…');
  return app.window('editor');
}
