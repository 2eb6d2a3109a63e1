import { describe, expect, it } from '@jest/globals';
import { codesIn, rewritten } from './a-source.js';

describe('an import of a package that exports by name', () => {
  it.each([
    [
      "import { Analytics } from '@segment/analytics-node';",
      "import { Analytics } from 'waybill';",
    ],
    ['import Analytics from "@segment/analytics-node"', 'import Analytics from "waybill"'],
    ["import * as segment from '@segment/analytics-node'", "import * as segment from 'waybill'"],
    [
      "import type { Plugin } from '@segment/analytics-node'",
      "import type { Plugin } from 'waybill'",
    ],
    [
      "import A, { type Context as C } from '@segment/analytics-node'",
      "import A, { type Context as C } from 'waybill'",
    ],
    ["import '@segment/analytics-node'", "import 'waybill'"],
    ["import a = require('@segment/analytics-node')", "import a = require('waybill')"],
    ["export * from '@segment/analytics-node'", "export * from 'waybill'"],
    ["export * as a from '@segment/analytics-node'", "export * as a from 'waybill'"],
    [
      "export { Analytics as A } from '@segment/analytics-node'",
      "export { Analytics as A } from 'waybill'",
    ],
    [
      "export type { Plugin } from '@segment/analytics-node'",
      "export type { Plugin } from 'waybill'",
    ],
    [
      "const { Analytics } = require('@segment/analytics-node')",
      "const { Analytics } = require('waybill')",
    ],
    ['const a = require(`@segment/analytics-node`)', 'const a = require(`waybill`)'],
    ["await import('@segment/analytics-node')", "await import('waybill')"],
    ["type A = import('@segment/analytics-node').Context", "type A = import('waybill').Context"],
    ["type A = typeof import('@segment/analytics-node')", "type A = typeof import('waybill')"],
    ["require.resolve('@segment/analytics-node')", "require.resolve('waybill')"],
    ["import.meta.resolve('@segment/analytics-node')", "import.meta.resolve('waybill')"],
    ["jest.mock('@segment/analytics-node')", "jest.mock('waybill')"],
    ["vi.mock(import('@segment/analytics-node'))", "vi.mock(import('waybill'))"],
    ["vi.doMock('@segment/analytics-node', f)", "vi.doMock('waybill', f)"],
    [
      "jest.unstable_mockModule('@segment/analytics-node', f)",
      "jest.unstable_mockModule('waybill', f)",
    ],
    ["jest?.mock('@segment/analytics-node')", "jest?.mock('waybill')"],
    ["jest['mock']('@segment/analytics-node')", "jest['mock']('waybill')"],
    ["mock.module('@segment/analytics-node')", "mock.module('waybill')"],
    ["jest.requireActual('@segment/analytics-node')", "jest.requireActual('waybill')"],
    [
      "import { ValidationError } from '@segment/analytics-core'",
      "import { ValidationError } from 'waybill'",
    ],
  ])('changes its specifier alone: %s', (before, after) => {
    expect(rewritten(before)).toBe(after);
    expect(rewritten(after)).toBe(after);
  });
});

describe('an import of a package that is a class', () => {
  it.each([
    ["import Analytics from 'analytics-node';", "import { Analytics } from 'waybill';"],
    ["import Segment from 'analytics-node'", "import { Analytics as Segment } from 'waybill'"],
    [
      "import type Segment from 'analytics-node'",
      "import type { Analytics as Segment } from 'waybill'",
    ],
    ["import { default as S } from 'analytics-node'", "import { Analytics as S } from 'waybill'"],
    [
      "import * as S from 'analytics-node'; new S('k')",
      "import { Analytics as S } from 'waybill'; new S('k')",
    ],
    ["import 'analytics-node'", "import 'waybill'"],
    ["const Analytics = require('analytics-node')", "const { Analytics } = require('waybill')"],
    ['var S = require("analytics-node"), b', 'var { Analytics: S } = require("waybill"), b'],
    ["const a: any = require('analytics-node')", "const a: any = require('waybill').Analytics"],
    ["S = require('analytics-node')", "S = require('waybill').Analytics"],
    ["new (require('analytics-node'))('k')", "new (require('waybill').Analytics)('k')"],
    ["require('analytics-node').default", "require('waybill').default"],
    ["require('analytics-node')?.default", "require('waybill')?.default"],
    ["require('analytics-node')['default']", "require('waybill')['default']"],
    ["require('analytics-node')[name]", "require('waybill').Analytics[name]"],
    ["require('analytics-node')", "require('waybill')"],
    [
      "const { default: S } = await import('analytics-node')",
      "const { default: S } = await import('waybill')",
    ],
    ["type A = import('analytics-node')", "type A = import('waybill').Analytics"],
    ["export { default } from 'analytics-node'", "export { default } from 'waybill'"],
    ["import R from '@rudderstack/rudder-sdk-node'", "import { Analytics as R } from 'waybill'"],
  ])('takes it by its name: %s', (before, after) => {
    expect(rewritten(before)).toBe(after);
    expect(rewritten(after)).toBe(after);
  });

  it.each([
    "export * from 'analytics-node'",
    "export { Analytics } from 'analytics-node'",
    "import S = require('analytics-node')",
    "import S, { } from 'analytics-node'",
    "import S, { constructorOptions } from '@rudderstack/rudder-sdk-node'",
    "import * as S from '@rudderstack/rudder-sdk-node'; let a: S.TrackParams",
    "import * as S from 'analytics-node'; new S.Analytics()",
    "type A = typeof import('analytics-node')",
    "type A = import('@rudderstack/rudder-sdk-node').TrackParams",
  ])('is left in a form without an equal: %s', (text) => {
    expect(codesIn(text)).toContain('import-form');
    expect(rewritten(text)).toBe(text);
  });

  it('asks for another shape of a mock', () => {
    expect(codesIn("jest.mock('analytics-node', () => class {})")).toEqual(['mock', 'mock-shape']);
    expect(codesIn("jest.mock('analytics-node')")).toEqual(['mock']);
    expect(codesIn("jest.mock('@segment/analytics-node', f)")).toEqual(['mock']);
  });
});

describe('what is no import of a client', () => {
  it.each([
    "import a from 'analytics-node-x';",
    "import a from './analytics-node';",
    "import a from '@types/analytics-node';",
    "// import Analytics from 'analytics-node'",
    "const a = 'see analytics-node for more';",
    'require(name); // analytics-node',
    "function require(a) {} require('analytics-node');",
    "log.mock('@segment/analytics-node/');",
    "jest[mock]('analytics-node');",
  ])('stays as it is: %s', (text) => {
    expect(rewritten(text)).toBe(text);
  });

  it('is looked at where it names the package', () => {
    expect(codesIn("const name = 'analytics-node';")).toEqual(['package-name']);
  });

  it('may be an inner file, which has to be changed by hand', () => {
    const text = "import a from '@segment/analytics-node/dist/a.js';";
    expect(codesIn(text)).toEqual(['deep-import']);
    expect(rewritten(text)).toBe(text);
  });
});

describe('the names that are imported', () => {
  const has = (...names: string[]): ReadonlySet<string> => new Set(['Analytics', ...names]);

  it.each([
    ["import { Nothing } from '@segment/analytics-node'"],
    ["import { Nothing as N } from 'waybill'"],
    ["export { Nothing } from '@segment/analytics-node'"],
    ["const { Nothing } = require('@segment/analytics-node')"],
    ["const { Nothing: n } = await import('@segment/analytics-node')"],
    ["type A = import('@segment/analytics-node').Nothing"],
    ["import * as s from '@segment/analytics-node'; s.Nothing"],
    ["import * as s from '@segment/analytics-node'; s?.Nothing"],
    ["const { Nothing } = require('analytics-node')"],
  ])('are told where Waybill lacks them: %s', (text) => {
    expect(codesIn(text)).toContain('unknown-export');
  });

  it.each([
    [
      "import { ScreenParams } from '@segment/analytics-node'",
      "import { ScreenCall as ScreenParams } from 'waybill'",
    ],
    [
      "import { ScreenParams as S } from '@segment/analytics-node'",
      "import { ScreenCall as S } from 'waybill'",
    ],
    [
      "export { ScreenParams } from '@segment/analytics-node'",
      "export { ScreenCall as ScreenParams } from 'waybill'",
    ],
    [
      "const { ScreenParams } = require('@segment/analytics-node')",
      "const { ScreenCall: ScreenParams } = require('waybill')",
    ],
    [
      "type A = import('@segment/analytics-node').ScreenParams",
      "type A = import('waybill').ScreenCall",
    ],
  ])('are renamed where Waybill has them under another name: %s', (before, after) => {
    expect(rewritten(before, { offers: has('ScreenCall') })).toBe(after);
  });

  it('are kept where Waybill has both', () => {
    const text = "import { ScreenParams } from '@segment/analytics-node'";
    const offers = has('ScreenCall', 'ScreenParams');
    expect(rewritten(text, { offers })).toBe("import { ScreenParams } from 'waybill'");
  });
});

describe('a file', () => {
  it.each([
    ['a.js', '// @flow\nimport Analytics from "analytics-node"; const a: ?number = 1;'],
    ['a.jsx', 'import Analytics from "analytics-node"; const a = <A b={1} />;'],
    ['a.tsx', 'import Analytics from "analytics-node"; const a = <A<string> b={1} />;'],
    [
      'a.ts',
      'import Analytics from "analytics-node"; const a = <number>b; @C() class D { constructor(@E() f) {} }',
    ],
    [
      'a.mts',
      'import Analytics from "analytics-node"; await using a = b(); export @c class D { accessor e = 1 }',
    ],
    ['a.cts', 'import Analytics from "analytics-node"; import a = require("a"); export = a;'],
    ['a.cjs', 'return; import Analytics from "analytics-node"; var a = 010;'],
    [
      'a.mjs',
      '#!/usr/bin/env node\r\nimport Analytics from "analytics-node"; import a from "a" with { type: "json" };',
    ],
  ])('is read in its dialect: %s', (path, text) => {
    const after = text.replace('Analytics from "analytics-node"', '{ Analytics } from "waybill"');
    expect(rewritten(text, { path })).toBe(after);
  });
});
