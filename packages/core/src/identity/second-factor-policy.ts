/**
 * Whether agents of a tenant must prove a second factor at sign-in. `offered` is for demonstrations: anyone may try one,
 * nobody is kept out by lacking it.
 */
export type SecondFactorPolicy = 'required' | 'offered';
