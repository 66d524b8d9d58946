// Where a piece of an upload is kept in the store, beside the files of its tenant.

export const partKey = (uploadId: string, partId: string): string => `envois/${uploadId}/${partId}`;
