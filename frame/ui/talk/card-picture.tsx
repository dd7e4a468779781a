// The picture of a card: one of the chat server, or from where the operator allows. Where it may not be shown, or does not
// come, there is none.

import { useEffect, useState } from 'preact/hooks';
import { fitToShow } from '../../../protocol/fit-to-show.ts';
import type { Card } from '../../../protocol/message-parts.ts';
import { ownAddress } from './addresses.ts';
import type { Tools } from './tools.ts';

type CardPictureProps = { image: NonNullable<Card['image']>; tools: Tools };

export function CardPicture({ image: { url, alt }, tools }: CardPictureProps) {
  const [isBroken, setBroken] = useState(false);
  const own = ownAddress(url, tools.serverOrigin);
  const foreign = useListed(own ? null : url, tools);
  const source = own ?? foreign;
  if (!source || isBroken) return null;
  return (
    <img
      src={source}
      alt={fitToShow(alt)}
      onError={() => setBroken(true)}
      // Without it the frame, which isolated sites embed, takes only what says that everybody may have it.
      {...(foreign && { crossOrigin: 'anonymous' as const })}
    />
  );
}

/** The address, once it is known to lead where the frame's policy lets it. */
function useListed(url: string | null, { imageOrigins }: Tools): string | null {
  const [listed, setListed] = useState<readonly string[]>([]);
  const { protocol, origin } = url !== null && URL.canParse(url) ? new URL(url) : NOWHERE;
  const isSecure = protocol === 'https:';
  useEffect(() => {
    let isOn = isSecure;
    if (isSecure) void imageOrigins().then((origins) => isOn && setListed(origins));
    return () => {
      isOn = false;
    };
  }, [isSecure]);
  return isSecure && listed.includes(origin) ? url : null;
}

const NOWHERE = { protocol: '', origin: '' };
