/**
 * What several rules read out of the same document (its figures, what it says under its title) is worked out once.
 * Rules stay stateless: the answer depends on nothing but the object asked about, which nobody changes, and it is
 * forgotten together with it.
 */
export function once<K extends object, V>(read: (of: K) => V): (of: K) => V {
  const known = new WeakMap<K, { value: V }>();
  return (of) => {
    const before = known.get(of);
    if (before) return before.value;
    const value = read(of);
    known.set(of, { value });
    return value;
  };
}

/** {@link once} for what depends on two objects, the second of which may be absent. */
export function onceForBoth<K extends object, L extends object | null, V>(
  read: (of: K, and: L) => V,
): (of: K, and: L) => V {
  const known = once((_: K) => new Map<L, { value: V }>());
  return (of, and) => {
    const inner = known(of);
    const before = inner.get(and);
    if (before) return before.value;
    const value = read(of, and);
    inner.set(and, { value });
    return value;
  };
}
