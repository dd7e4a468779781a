// On or off, at once.

export type SwitchProps = { isOn: boolean; onSwitch(isOn: boolean): void; children: preact.ComponentChildren };

export const Switch = ({ isOn, onSwitch, children }: SwitchProps) => (
  <button type="button" role="switch" aria-checked={isOn} class="switch" onClick={() => onSwitch(!isOn)}>
    <span class="switch-track" aria-hidden="true">
      <span class="switch-thumb" />
    </span>
    {children}
  </button>
);
