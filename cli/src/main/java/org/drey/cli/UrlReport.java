package org.drey.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Locale;
import org.drey.blocklist.name.CanonicalName;
import org.drey.blocklist.name.PublicSuffixes;
import org.drey.blocklist.url.HttpUrl;
import org.drey.blocklist.url.IpAddress;
import org.drey.blocklist.url.SafeBrowsingExpressions;
import org.drey.terminal.LineLoop;
import org.jspecify.annotations.Nullable;

/** The output of {@code ./drey url} for a line. */
final class UrlReport {
  /** The longest line that is taken, in UTF-16 units. Of a longer one only the beginning shows. */
  static final int MAX_LINE = LineLoop.MAX_LINE;

  private static final int SHOWN_OF_LONG = 100;
  private static final String TOO_LONG = "longer than " + MAX_LINE + " characters";
  private static final String BAD_URL = "not a valid http or https URL";
  private static final String NEITHER = "neither an http or https URL, nor a name, nor an address";

  /** Half a surrogate pair has no UTF-8 but has an escape. */
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final PublicSuffixes suffixes;
  private boolean allRead = true;

  private record Answer(
      String input,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String canonical,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String error,
      @Nullable String host,
      @JsonProperty("registered_domain") @Nullable String registeredDomain,
      @JsonProperty("public_suffix") @Nullable String publicSuffix,
      List<String> expressions) {

    static Answer error(String input, String reason) {
      return new Answer(input, null, reason, null, null, null, List.of());
    }
  }

  UrlReport(PublicSuffixes suffixes) {
    this.suffixes = suffixes;
  }

  /** One JSON object in ASCII on one line, for any line. */
  String of(String line) {
    return json(
        line.length() > MAX_LINE
            ? Answer.error(line.substring(0, SHOWN_OF_LONG), TOO_LONG)
            : answer(line));
  }

  private Answer answer(String text) {
    HttpUrl url = HttpUrl.parse(text);
    if (url != null) {
      return answer(text, url.canonical(), url.serializedHost(), url);
    }
    String name = CanonicalName.of(text);
    String host = name == null ? IpAddress.of(text) : name;
    url = host == null ? null : HttpUrl.parse("http://" + host + "/");
    if (host == null || url == null) {
      return Answer.error(text, isMeantAsUrl(text) ? BAD_URL : NEITHER);
    }
    return answer(text, host, host, url);
  }

  private Answer answer(String input, String canonical, String host, HttpUrl url) {
    return new Answer(
        input,
        canonical,
        null,
        host,
        suffixes.registeredDomain(url.host()),
        suffixes.publicSuffix(url.host()),
        SafeBrowsingExpressions.of(url));
  }

  private static boolean isMeantAsUrl(String text) {
    String start = text.strip().toLowerCase(Locale.ROOT);
    return start.startsWith("http:") || start.startsWith("https:");
  }

  /** Returns whether no line so far was an error. */
  boolean allRead() {
    return allRead;
  }

  private String json(Answer answer) {
    allRead &= answer.error() == null;
    try {
      return JSON.writeValueAsString(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer is always JSON", e);
    }
  }
}
