import tseslint from 'typescript-eslint';

// Biome formats and lints; these are the rules that need types.
export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      'bench/**',
      'spec/types/**',
      '**/*.mjs',
      'examples/typed-tracking/analytics.ts',
    ],
  },
  {
    files: [
      'lib/**/*.ts',
      'workspace/lib/**/*.ts',
      'spec/**/*.ts',
      'workspace/spec/**/*.ts',
      'examples/**/*.ts',
    ],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { project: './tsconfig.spec.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { arguments: false } },
      ],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
);
