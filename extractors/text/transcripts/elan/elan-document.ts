/** A file of ELAN as `fast-xml-parser` gives it: attributes and elements side by side, every value a text. Whatever it says may be absent. */
export interface ElanDocument {
  readonly HEADER?: { readonly TIME_UNITS?: string; readonly MEDIA_DESCRIPTOR?: readonly { readonly MEDIA_URL?: string; readonly TIME_ORIGIN?: string }[] };
  readonly TIME_ORDER?: { readonly TIME_SLOT?: readonly { readonly TIME_SLOT_ID?: string; readonly TIME_VALUE?: string }[] };
  readonly TIER?: readonly ElanTier[];
  readonly LINGUISTIC_TYPE?: readonly { readonly LINGUISTIC_TYPE_ID?: string; readonly CONSTRAINTS?: string }[];
}

/** One tier of it. */
export interface ElanTier {
  readonly TIER_ID?: string;
  readonly PARTICIPANT?: string;
  readonly LINGUISTIC_TYPE_REF?: string;
  readonly PARENT_REF?: string;
  readonly LANG_REF?: string;
  readonly ANNOTATION?: readonly { readonly ALIGNABLE_ANNOTATION?: ElanAnnotation; readonly REF_ANNOTATION?: ElanAnnotation }[];
}

/** One annotation: with two time slots, or with the annotation that it belongs to. */
export interface ElanAnnotation {
  readonly ANNOTATION_ID?: string;
  readonly TIME_SLOT_REF1?: string;
  readonly TIME_SLOT_REF2?: string;
  readonly ANNOTATION_REF?: string;
  readonly ANNOTATION_VALUE?: string | { readonly '#text'?: string };
}
