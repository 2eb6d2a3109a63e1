import type { RuleType } from '../document.js';
import { formOf } from './dynamic-name.js';
import { INFER_LIMITS } from './limits.js';
import { isPersonalText } from './personal.js';
import type { Remarks } from './remarks.js';
import { RuleShape } from './rule-shape.js';

/** Names that differ in a value inside alone. */
interface NameForm {
  readonly type: RuleType;
  readonly form: string;
  names: number;
  messagesLeftOut: number;
}

/** The events, pages and screens that were seen, by their names. There is room for so many, and for fewer with values inside. */
export class Names {
  readonly #byType = new Map<RuleType, Map<string, RuleShape>>();
  readonly #forms = new Map<string, NameForm>();
  #size = 0;
  /** Messages whose names are too many or too long. */
  #beyond = 0;

  /** The shape of the messages of a name; none, where there is no room for it. */
  of(type: RuleType, name: string): RuleShape | undefined {
    return this.#byType.get(type)?.get(name) ?? this.#add(type, name);
  }

  *all(): Generator<RuleShape> {
    for (const named of this.#byType.values()) yield* named.values();
  }

  /** Messages whose names there was no room for. */
  get messagesLeftOut(): number {
    let sum = this.#beyond;
    for (const { messagesLeftOut } of this.#forms.values()) sum += messagesLeftOut;
    return sum;
  }

  tell(remarks: Remarks): void {
    const forms = [...this.#forms.values()].sort((one, other) => (one.form < other.form ? -1 : 1));
    for (const { type, form, names, messagesLeftOut } of forms) {
      if (names < MIN_NAMES_ALIKE && messagesLeftOut === 0) continue;
      const rest =
        messagesLeftOut === 0 ? '' : `; ${messagesAre(messagesLeftOut)} left out for others`;
      const message = `${type} "${form}": a value is inside of the name (${names} such names are planned${rest}). Send it as a property.`;
      remarks.add({ kind: 'dynamic-name', message });
    }
    if (this.#beyond === 0) return;
    const { names, nameLength } = INFER_LIMITS;
    const message = `${messagesAre(this.#beyond)} left out: there is room for ${names} names of up to ${nameLength} characters.`;
    remarks.add({ kind: 'names-left-out', message });
  }

  #add(type: RuleType, name: string): RuleShape | undefined {
    if (name.length > INFER_LIMITS.nameLength || this.#size >= INFER_LIMITS.names) {
      this.#beyond += 1;
      return undefined;
    }
    if (!this.#hasRoomForForm(type, name)) return undefined;
    const shape = new RuleShape(type, name);
    const named = this.#byType.get(type) ?? new Map<string, RuleShape>();
    this.#byType.set(type, named.set(name, shape));
    this.#size += 1;
    return shape;
  }

  #hasRoomForForm(type: RuleType, name: string): boolean {
    const form = formOf(name);
    if (form === name) return true;
    const id = `${type} ${form}`;
    const known = this.#forms.get(id) ?? { type, form, names: 0, messagesLeftOut: 0 };
    if (!this.#forms.has(id)) {
      if (this.#forms.size >= INFER_LIMITS.nameForms) {
        this.#beyond += 1;
        return false;
      }
      this.#forms.set(id, known);
    }
    // An address in a name must not get into the plan.
    const hasRoom =
      known.names < INFER_LIMITS.namesAlike && !(name.includes('@') && isPersonalText(name));
    if (hasRoom) known.names += 1;
    else known.messagesLeftOut += 1;
    return hasRoom;
  }
}

/** One name with a number inside may be meant: `Top 100 Viewed`. */
const MIN_NAMES_ALIKE = 3;

function messagesAre(count: number): string {
  return count === 1 ? 'one message is' : `${count} messages are`;
}
