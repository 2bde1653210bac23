package org.drey.event;

import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

/**
 * A field whose schema says that it may be null, in the classes that Avro generates. These cannot
 * have JSpecify's annotation, which is one of types: they name each type with its package, before
 * which none may be.
 */
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
@interface NullableField {}
