import type { Snapshot } from '../core/contract/snapshot.ts';

/** What a person may paste into a report: versions and states, no names, no tokens, no addresses. */
export function diagnosticsText(snapshot: Snapshot, versions: NodeJS.ProcessVersions): string {
  const workspaces = snapshot.workspaces.map((workspace) =>
    [
      `workspace ${workspace.kind}`,
      `token ${workspace.token}`,
      `${workspace.entries.length} entries, ${workspace.members.length} members, ${workspace.teams.length} teams`,
      `zone ${workspace.interpretation.zone}`,
      `last good read ${workspace.read.goodAt === null ? 'never' : new Date(workspace.read.goodAt).toISOString()}`,
      `failure ${workspace.read.failure?.kind ?? 'none'}`,
      `incomplete ${workspace.read.incomplete.map(({ kind }) => kind).join(', ') || 'no'}`,
    ].join(' · '),
  );
  return [
    `Watchbill ${snapshot.version}`,
    `Electron ${versions['electron'] ?? '–'}, Chromium ${versions['chrome'] ?? '–'}, Node ${versions.node}, zone data ${versions['tz'] ?? '–'}`,
    `${process.platform} ${process.arch}, viewer zone ${snapshot.viewer.zone}, locale ${snapshot.viewer.locale}`,
    ...workspaces,
    `attention: ${snapshot.attention.map(({ kind }) => kind).join(', ') || 'none'}`,
  ].join('\n');
}
