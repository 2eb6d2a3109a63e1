import { describe } from '../base/describe.js';
import { ValidationError } from '../base/errors.js';
import type { Analytics } from '../client/analytics.js';
import { INTAKE, type Intake } from '../client/intake.js';

/** A client of either build of the package, whatever its plan is. */
export type ImportClient = Pick<Analytics, 'enqueue' | 'ready' | 'flush' | 'close'>;

/** @throws ValidationError for what is no client */
export function intakeOf(client: ImportClient, call: string): Intake {
  const intake = (client as Readonly<Record<symbol, Intake | undefined>> | null | undefined)?.[
    INTAKE
  ];
  if (intake !== undefined) return intake;
  const expected = 'a client, made by new Analytics(…)';
  const found = describe(client);
  throw new ValidationError({ code: 'invalid', call, field: 'client', found, expected });
}
