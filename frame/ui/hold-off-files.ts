// A file that is dropped on a page takes its place: the browser leaves for it, and a form or a conversation is gone.
// Holds that off wherever in the frame it falls. Takes no file; who does says so after this.

function holdOff(event: Event): void {
  if ((event as DragEvent).dataTransfer?.types.includes('Files')) event.preventDefault();
}

const listen = (how: 'addEventListener' | 'removeEventListener'): void => {
  for (const type of ['dragover', 'drop'] as const) document[how](type, holdOff);
};

export function holdOffFiles(): () => void {
  listen('addEventListener');
  return () => listen('removeEventListener');
}
