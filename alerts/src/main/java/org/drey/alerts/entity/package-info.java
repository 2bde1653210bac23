/**
 * Entities that records are about and name, and records without some of them. Depends on no other
 * package of alerts. Start with {@link org.drey.alerts.entity.EntityNames}.
 */
@NullMarked
package org.drey.alerts.entity;

import org.jspecify.annotations.NullMarked;
