package org.drey.alerts.story;

/**
 * Another event of a story: a report, or a listed name that was asked for.
 *
 * @param time milliseconds since 1970
 * @param topic its stream
 * @param eventId its id
 */
public record StoryMark(long time, String topic, String eventId) {}
