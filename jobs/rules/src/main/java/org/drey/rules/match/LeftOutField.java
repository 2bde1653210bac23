package org.drey.rules.match;

import java.util.Map;
import java.util.Optional;

/** A field of Sigma's taxonomy that no stream takes, on purpose. */
enum LeftOutField {
  USER_AGENT("a user agent tells people apart, so none is taken"),
  COOKIE("cookies tell people apart, so none are taken"),
  REFERRER("it says where a person has been before, and is not taken"),
  CLIENT("addresses tell people apart, so none is taken; 'subject' is a token of the subscriber");

  private static final Map<String, LeftOutField> BY_NAME =
      Map.ofEntries(
          Map.entry("c-useragent", USER_AGENT),
          Map.entry("cs-user-agent", USER_AGENT),
          Map.entry("cs-useragent", USER_AGENT),
          Map.entry("cs-cookie", COOKIE),
          Map.entry("cs-referrer", REFERRER),
          Map.entry("cs-referer", REFERRER),
          Map.entry("src_ip", CLIENT),
          Map.entry("c-ip", CLIENT));

  private final String reason;

  LeftOutField(String reason) {
    this.reason = reason;
  }

  /** Returns why there is no such field, for the end of a message; of a field not known, empty. */
  static Optional<String> reason(String name) {
    return Optional.ofNullable(BY_NAME.get(name)).map(field -> ": " + field.reason);
  }
}
