import { test as base } from './app.ts';
import { connectedSettings, storeToken, writeSettings } from './connected.ts';
import { hundredChanges, type HundredChanges } from './hundred-changes.ts';
import { startMisbehaving, type Misbehaving } from './misbehaving/server.ts';

interface Fixtures {
  /** 100 changes to be made by an app that is connected to a server, and ends in the middle. */
  readonly hundred: HundredChanges & { readonly server: Misbehaving };
}

export const test = base.extend<Fixtures>({
  hundred: async ({ desktop, profile }, use) => {
    const server = await startMisbehaving({ sampleAt: Date.now() });
    const changes = await hundredChanges(server, await server.truth());
    const account = { base: server.base, customer: server.ids.organisation };
    writeSettings(profile, connectedSettings(account));
    await storeToken(desktop, server.token);
    await use({ ...changes, server });
    await server.close();
  },
});
