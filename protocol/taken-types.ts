// Whether a kind of file is among those that somebody takes: media types, or groups of them such as `image/*`, in
// whichever letters. One rule for whoever sends and whoever receives.

export const isTaken = (mediaType: string, types: readonly string[]): boolean =>
  types.some((one) => {
    const type = one.toLowerCase();
    return type === '*/*' || type === mediaType || (type.endsWith('/*') && mediaType.startsWith(type.slice(0, -1)));
  });
