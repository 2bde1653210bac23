package org.drey.alerts.weigh;

/**
 * A feature of an alert's events that speaks for some look-alikes and against others. Where data
 * are missing an alert has neither a feature nor its opposite.
 */
enum EventFeature {
  /** One account was paid, more than once. */
  ONE_PAID,
  SEVERAL_PAID,
  /** One person paid, more than once. */
  ONE_PAYER,
  SEVERAL_PAYERS,
  SAME_HOST,
  HOSTS_DIFFER,
  AMOUNTS_ALIKE,
  AMOUNTS_DIFFER,
  BY_DAY,
  BY_NIGHT,
  SAME_WEEKDAY,
  WEEKDAYS_DIFFER,
  SAME_HOUR,
  HOURS_DIFFER,
  LONG_SESSIONS,
  SHORT_SESSIONS,
  /** No one else watched. */
  WATCHED_ALONE,
  MANY_VIEWERS,
  CLOSED_SESSIONS,
  PAID_BEFORE,
  RELATED,
  BOTH_ADULT,
  CHILD_ASSURED,
  SEVERAL_COUNTRIES
}
