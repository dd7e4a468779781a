// A file that is dropped on a page takes its place: the browser leaves for it, and a form or a conversation is gone.
// Holds that off wherever in the frame it falls. Takes no file; who does says so after this.

function holdOff(event: DragEvent): void {
  if (!event.dataTransfer?.types.includes('Files')) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'none';
}

export function holdOffFiles(): () => void {
  document.addEventListener('dragover', holdOff);
  document.addEventListener('drop', holdOff);
  return () => {
    document.removeEventListener('dragover', holdOff);
    document.removeEventListener('drop', holdOff);
  };
}
