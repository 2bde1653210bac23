/**
 * Requests to forget an entity: what results say of it, and the record that asks for it. Depends on
 * source and present. Start with {@link org.drey.alerts.erasure.ErasurePreview}.
 */
@NullMarked
package org.drey.alerts.erasure;

import org.jspecify.annotations.NullMarked;
