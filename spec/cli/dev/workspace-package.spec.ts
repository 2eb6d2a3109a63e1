import { describe, it } from '@jest/globals';
import { expectTypeOf } from 'expect-type';
import type { WorkspacePackage } from '../../../lib/cli/dev/workspace-package.js';

describe('@waybill/workspace', () => {
  // Types alone: spec/cli/dev/bin.spec.ts runs it.
  it('has what the command uses of it', () => {
    expectTypeOf<typeof import('@waybill/workspace')>().toExtend<WorkspacePackage>();
  });
});
