import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { differences } from '../../scripts/vectors/check.ts';
import { readVectors } from '../../scripts/vectors/file.ts';

const here = import.meta.dirname;
const files = [
  ['vectors-public.json', 120],
  ['vectors-interpretation-public.json', 24],
] as const;

describe.each(files)('every case of %s', (file, count) => {
  const cases = readVectors(readFileSync(join(here, file), 'utf8'));

  it('is there and can be read', () => {
    expect(cases).toHaveLength(count);
    expect(cases.filter((read) => 'problem' in read)).toEqual([]);
  });

  it.each(cases.flatMap((read) => ('case' in read ? [[read.name, read.case] as const] : [])))(
    '%s',
    (_, vector) => {
      expect(differences(vector)).toEqual([]);
    },
  );
});

// A process of its own is out of reach of what breaks the code here.
const mutating = process.env['WATCHBILL_MUTATION_TESTS'] !== undefined;

describe.skipIf(mutating)('the vectors command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vectors-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const run = (
    file: string,
    calledFrom = here,
  ): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, [join(here, '../../scripts/vectors.ts'), file], {
      encoding: 'utf8',
      env: { ...process.env, INIT_CWD: calledFrom },
    });
  const written = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const publicText = readFileSync(join(here, 'vectors-public.json'), 'utf8');

  it('counts what passed and exits with 0', () => {
    const { status, stdout } = run(join(here, 'vectors-public.json'));
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('120 passed, 0 failed');
    expect(status).toBe(0);
  });

  it('means a file from where it was called, and overlooks a mark at its beginning', () => {
    written('marked.json', `\uFEFF${publicText}`);
    expect(run('marked.json', folder).stdout).toContain('120 passed, 0 failed');
  });

  it('names a case that differs and exits with 1', () => {
    const changed = publicText.replace(
      '"2024-05-27T09:00:00Z","end"',
      '"2024-05-27T09:00:01Z","end"',
    );
    const { status, stdout, stderr } = run(written('changed.json', changed));
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('119 passed, 1 failed');
    expect(stderr).toContain('default/zone-absent-is-UTC');
    expect(stderr).toContain('expected 2024-05-27T09:00:01Z');
    expect(status).toBe(1);
  });

  it('counts a case of an unknown zone as failed and goes on', () => {
    const changed = publicText.replace('"zone":null', '"zone":"Mars/Base"');
    const { status, stdout } = run(written('zone.json', changed));
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('119 passed, 1 failed');
    expect(status).toBe(1);
  });

  it.each([
    ['a file that is not there', join(folder, 'none.json'), 'Cannot read'],
    ['a file that is not JSON', written('text.json', 'hello'), 'it is not JSON'],
    ['another format', written('other.json', '{"format":"x/1","cases":[]}'), 'its format is "x/1"'],
    [
      'a file without cases',
      written('bare.json', '{"format":"oncall-vectors/1"}'),
      'no list of cases',
    ],
  ])('refuses %s with a clear message', (_, path, message) => {
    const { status, stdout, stderr } = run(path);
    expect(stderr).toContain(message);
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('0 passed, 1 failed');
    expect(status).toBe(2);
  });
});
