import { dialectOf } from './check-schema.js';
import type { Compiler } from './compile.js';
import type { PlanRule, RuleType } from './document.js';
import { bagOf, bagSchemaOf, messageSchemaOf } from './message-schema.js';
import { type PlannedKeys, plannedKeys } from './planned-keys.js';
import type { Violation } from './violation.js';

const NONE: readonly Violation[] = Object.freeze([]);
const UNREADABLE: readonly Violation[] = [
  { type: 'Unreadable', field: '(root)', description: "The message can't be checked" },
];
type Bag = Readonly<Record<string, unknown>>;

/** A rule of a plan, ready to be asked. Its schema is compiled when a message is first checked against it. */
export class Rule {
  readonly type: RuleType;
  /** The name of the event, page or screen. */
  readonly key: string | undefined;
  readonly version: number;
  /** The rule as it is in the plan. */
  readonly document: PlanRule;
  /** Where the caller's own data are in its messages. */
  readonly bag: 'properties' | 'traits';
  /** The destinations that its messages are for; none, where the plan doesn't say. */
  readonly where: readonly string[];
  #check: ((message: Bag) => readonly Violation[]) | undefined;
  readonly #compiler: Compiler;
  #planned: { readonly keys: PlannedKeys | undefined } | undefined;

  constructor(document: PlanRule, compiler: Compiler) {
    this.#compiler = compiler;
    this.document = document;
    this.type = document.type;
    this.key = document.key === '' ? undefined : document.key;
    this.version = document.version ?? 1;
    this.bag = bagOf(document.type);
    this.where = document.planning?.where ?? [];
  }

  /** What in a message breaks the schema. The message is plain data, as it is sent. */
  check(message: Bag): readonly Violation[] {
    this.#check ??= this.#compiled();
    return this.#check(message);
  }

  /** The keys of the caller's own data that it knows; undefined where it leaves them open. */
  get planned(): PlannedKeys | undefined {
    if (this.#planned === undefined) {
      const schema = bagSchemaOf(this.document);
      const root = messageSchemaOf(this.document);
      const keys = this.type === 'COMMON' ? undefined : plannedKeys(schema, root);
      this.#planned = { keys };
    }
    return this.#planned.keys;
  }

  /** Compiles the schema now. @throws Error where it can't be compiled */
  prepare(): void {
    const dialect = dialectOf(this.document.jsonSchema) ?? 'draft-07';
    const schema = messageSchemaOf(this.document);
    const validate = this.#compiler.compile(schema, dialect);
    this.#check = (message) => {
      try {
        return validate(message) ?? NONE;
      } catch {
        // Values are compared by what they say of themselves, and a property may be called valueOf.
        return UNREADABLE;
      }
    };
  }

  /** A rule that can't be used fails for every message: none of them passes because its rule is broken. */
  #compiled(): (message: Bag) => readonly Violation[] {
    try {
      this.prepare();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const description = `The rule can't be compiled: ${reason}`;
      const violations = [{ type: 'Invalid Rule', field: '(root)', description }];
      return () => violations;
    }
    return this.#check ?? (() => NONE);
  }
}
