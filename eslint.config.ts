import eslint from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const ambientTime = 'Time comes in as an argument: core must give the same answer twice.';

export default defineConfig(
  { ignores: ['out', 'dist', 'node_modules', '.cache'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  tseslint.configs.strict,
  svelte.configs.recommended,
  {
    languageOptions: { parserOptions: { extraFileExtensions: ['.svelte'] } },
    rules: {
      // The compiler knows what exists; this rule knows neither types nor the DOM.
      'no-undef': 'off',
      'no-empty': ['error', { allowEmptyCatch: false }],
      eqeqeq: 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
  },
  {
    // Electron 25 loads these before any module system of ours.
    files: ['**/*.cjs'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['core/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[object.name='Date'][property.name='now']",
          message: ambientTime,
        },
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: ambientTime },
        {
          selector: "MemberExpression[object.name='DateTime'][property.name=/^(now|local)$/]",
          message: ambientTime,
        },
        { selector: 'CallExpression[callee.name=/^set(Timeout|Interval)$/]', message: ambientTime },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 600, skipBlankLines: true, skipComments: true }],
      // The runners read from a parameter's pattern which fixtures are wanted: an empty one is none.
      'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }],
      'no-restricted-syntax': [
        'error',
        {
          selector:
            "CallExpression[callee.object.name='vi'][callee.property.name='mock'][arguments.0.value='electron']",
          message: 'A file that needs this holds a decision that belongs in core.',
        },
      ],
    },
  },
);
