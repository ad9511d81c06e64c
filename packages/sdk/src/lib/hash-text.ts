/**
 * 32 well-mixed bits of a text: FNV-1a over its UTF-16 code units, then the finalizer of MurmurHash3, without which texts
 * that differ only at their end stay close. http://www.isthe.com/chongo/tech/comp/fnv/
 */
export const hashText = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};
