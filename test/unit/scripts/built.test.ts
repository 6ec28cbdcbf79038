import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test as base } from 'vitest';
import { buildFrom, isBuilt } from '../../../scripts/built.ts';

const test = base.extend<{ readonly root: string }>({
  root: async ({}, use) => {
    const root = mkdtempSync(path.join(tmpdir(), 'watchbill-built-'));
    write(root, 'main/index.ts', 'one');
    write(root, 'package-lock.json', '{}');
    await use(root);
    rmSync(root, { recursive: true });
  },
});

function write(root: string, file: string, content: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), content);
}

/** A build that makes one file, doing something else half way. */
const build = (root: string, meanwhile: () => void = () => undefined) =>
  buildFrom(root, () => {
    write(root, 'out/main/index.cjs', 'built');
    meanwhile();
    return Promise.resolve();
  });

test('what was built counts until a source changes, comes or goes, or what was built is removed', async ({
  root,
}) => {
  expect(isBuilt(root)).toBe(false);
  await build(root);
  expect(isBuilt(root)).toBe(true);

  for (const change of [
    () => {
      write(root, 'main/index.ts', 'two');
    },
    () => {
      write(root, 'renderer/theme/base.css', '');
    },
    () => {
      rmSync(path.join(root, 'renderer/theme/base.css'));
    },
    () => {
      write(root, 'package-lock.json', '{"changed": true}');
    },
    () => {
      rmSync(path.join(root, 'out'), { recursive: true });
    },
  ]) {
    change();
    expect(isBuilt(root), change.toString()).toBe(false);
    await build(root);
    expect(isBuilt(root), change.toString()).toBe(true);
  }
});

test('what no build is made of changes nothing', async ({ root }) => {
  await build(root);
  write(root, 'test/unit/some.test.ts', 'new');
  write(root, 'README.md', 'new');
  expect(isBuilt(root)).toBe(true);
});

test('a build that fails half way does not count, though one before it was whole', async ({
  root,
}) => {
  await build(root);
  const failing = build(root, () => {
    throw new Error('no space left');
  });
  await expect(failing).rejects.toThrow('no space left');
  expect(isBuilt(root)).toBe(false);
});

test('a source that changes while it is built is built by the next', async ({ root }) => {
  await build(root, () => {
    write(root, 'main/index.ts', 'changed meanwhile');
  });
  expect(isBuilt(root)).toBe(false);
});
