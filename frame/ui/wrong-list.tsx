// Several mistakes in a form as a list that takes the focus and leads to each of the fields.

export type WrongField = readonly [id: string, label: string | undefined];

export const WrongList = ({ fields }: { fields: readonly WrongField[] }) => (
  <div class="several" tabIndex={-1}>
    {fields.map(([id, label]) => (
      // Not followed: what stands behind the # of this document's address is the site's name.
      <a
        key={id}
        href={`#${id}`}
        onClick={(event) => {
          event.preventDefault();
          document.getElementById(id)?.focus();
        }}
      >
        {label}
      </a>
    ))}
  </div>
);
