import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

const root = resolve(import.meta.dirname, 'renderer');

/** The three pages; served from app://, so every address is relative. */
export default defineConfig({
  root,
  base: './',
  publicDir: false,
  plugins: [svelte()],
  build: {
    target: 'chrome114',
    outDir: resolve(import.meta.dirname, 'out/renderer'),
    emptyOutDir: true,
    // The polyfill is an inline script on some targets, and Chromium needs none.
    modulePreload: { polyfill: false },
    // An image or font within a style sheet as data: would need a weaker policy.
    assetsInlineLimit: 0,
    rollupOptions: {
      input: {
        editor: resolve(root, 'editor.html'),
        glance: resolve(root, 'glance.html'),
        settings: resolve(root, 'settings.html'),
      },
    },
  },
});
