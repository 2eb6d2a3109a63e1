/** The names of the interfaces, by the ids of the vocabularies. */
export const INTERFACES = {
  'ecommerce-v2': 'Ecommerce',
  'ecommerce-v1': 'LegacyEcommerce',
  'b2b-saas': 'B2bSaas',
  mobile: 'Mobile',
  video: 'Video',
  email: 'Email',
  'live-chat': 'LiveChat',
  'ab-testing': 'AbTesting',
  'ai-copilot': 'AiCopilot',
  platform: 'Platform',
};

export function interfaceOf({ id }) {
  const name = INTERFACES[id];
  if (name === undefined) throw new Error(`The vocabulary ${id} has no interface yet.`);
  return name;
}
