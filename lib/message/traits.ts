import type { OpenFields } from './open-fields.js';

// The reserved traits of the Spec. Any other may stand beside them, of any type, as in Segment's own types: `unknown`
// would turn away a program that reads back what it put there.

type Time = Date | string;

/** Facts about a user. These names have a meaning to destinations; any other may be added. */
export interface UserTraits {
  id?: string | number | null | undefined;
  name?: string | null | undefined;
  firstName?: string | null | undefined;
  lastName?: string | null | undefined;
  username?: string | null | undefined;
  email?: string | null | undefined;
  phone?: string | number | null | undefined;
  title?: string | null | undefined;
  description?: string | null | undefined;
  gender?: string | null | undefined;
  age?: number | null | undefined;
  birthday?: Time | null | undefined;
  createdAt?: Time | null | undefined;
  avatar?: string | null | undefined;
  website?: string | null | undefined;
  industry?: string | null | undefined;
  plan?: string | null | undefined;
  address?: Address | null | undefined;
  company?: Company | null | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: see above.
  [trait: string]: any;
}

/** Facts about an account or organization. These names have a meaning to destinations; any other may be added. */
export interface GroupTraits {
  id?: string | number | null | undefined;
  name?: string | null | undefined;
  email?: string | null | undefined;
  phone?: string | number | null | undefined;
  description?: string | null | undefined;
  industry?: string | null | undefined;
  employees?: string | number | null | undefined;
  plan?: string | null | undefined;
  website?: string | null | undefined;
  avatar?: string | null | undefined;
  createdAt?: Time | null | undefined;
  address?: Address | null | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: see above.
  [trait: string]: any;
}

interface Address extends OpenFields {
  street?: string | null | undefined;
  city?: string | null | undefined;
  state?: string | null | undefined;
  postalCode?: string | null | undefined;
  country?: string | null | undefined;
}

interface Company extends OpenFields {
  id?: string | number | null | undefined;
  name?: string | null | undefined;
  industry?: string | null | undefined;
  employee_count?: number | null | undefined;
  plan?: string | null | undefined;
}
