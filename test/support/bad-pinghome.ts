import { test as base } from './app.ts';
import { connectedSettings, storeToken, writeSettings } from './connected.ts';
import { startMisbehaving, type Misbehaving } from './misbehaving/server.ts';

export { expect } from './app.ts';

/** An account that is connected already, at a PingHome that misbehaves when told to. */
export const test = base.extend<{ readonly pingHome: Misbehaving }>({
  pingHome: [
    async ({ desktop, profile }, use) => {
      const pingHome = await startMisbehaving({ sampleAt: Date.now() });
      const { base: url, ids, token } = pingHome;
      writeSettings(profile, connectedSettings({ base: url, customer: ids.organisation }));
      await storeToken(desktop, token);
      await use(pingHome);
      await pingHome.close();
    },
    { auto: true },
  ],
});
