import type { Construct } from './construct.js';

/** What is found where packages are named. */
export const IMPORT_CONSTRUCTS = {
  import: {
    severity: 'change',
    found: 'import of {subject}',
    reason: 'Waybill has the same exports under the same names.',
    todo: "Import 'waybill'.",
  },
  'import-of-class': {
    severity: 'change',
    found: 'import of the class that {subject} is',
    reason: 'Waybill exports its class by the name Analytics.',
    todo: "Import { Analytics } from 'waybill'.",
  },
  'import-form': {
    severity: 'manual',
    found: 'import of {subject} in a form that is left as it is',
    reason: 'The package is a class, Waybill exports one by name: this form has no equal.',
    todo: "Write import { Analytics } from 'waybill', or export what you need of it by name.",
  },
  'deep-import': {
    severity: 'manual',
    found: 'import of the inner file {subject}',
    reason: 'Waybill has no inner files to import.',
    todo: "Import what you need from 'waybill' itself.",
  },
  'renamed-export': {
    severity: 'change',
    found: 'the export {subject}',
    reason: 'Waybill has it under another name.',
  },
  'unknown-export': {
    severity: 'manual',
    found: 'the export {subject}',
    reason: 'Waybill has no export of that name.',
    todo: 'Look for its equal in docs/reference/client.md, or declare it yourself.',
  },
  mock: {
    severity: 'change',
    found: 'a mock of {subject}',
    reason: 'The module under test imports waybill now.',
    todo: "Mock 'waybill'.",
  },
  'mock-shape': {
    severity: 'manual',
    found: 'what the mock of {subject} gives',
    reason: 'The package is a class, Waybill exports one by name.',
    todo: 'Let the factory give { Analytics: … } in the place of the class.',
  },
  'package-name': {
    severity: 'check',
    found: 'the text {subject}',
    reason: 'It names the package, and context.library.name of what is sent is waybill now.',
    todo: 'Write waybill where the package or context.library is meant.',
  },
  dependency: {
    severity: 'change',
    found: 'the dependency {subject}',
    reason: 'Waybill takes its place.',
    todo: 'Depend on waybill, and run npm install.',
  },
  'dependency-added': {
    severity: 'change',
    found: 'the dependency {subject}, which stays for now',
    reason: 'What was rewritten imports waybill.',
    todo: 'Depend on waybill as well, and run npm install.',
  },
  'dependency-kept': {
    severity: 'manual',
    found: 'the dependency {subject}',
    reason: 'An import of it is left, so it can not go yet.',
    todo: 'Change the imports that are left by hand, and run this again.',
  },
  'types-package': {
    severity: 'manual',
    found: 'the dependency {subject}',
    reason: 'Waybill brings its types.',
    todo: 'Run npm uninstall {subject}.',
  },
  unreadable: {
    severity: 'manual',
    found: 'a file that was left as it is',
    reason: '{subject}',
    todo: 'Correct it and run this again, or change it by hand.',
  },
} as const satisfies Readonly<Record<string, Construct>>;
