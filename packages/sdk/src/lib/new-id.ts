/** 64 random bits as 16 lower-case hex digits. `crypto.randomUUID` would need a secure context. */
export const newId = (): string => {
  const [bits = 0n] = crypto.getRandomValues(new BigUint64Array(1));
  return bits.toString(16).padStart(16, '0');
};
