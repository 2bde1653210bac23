package org.drey.blocklist.url;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.drey.blocklist.name.CanonicalName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The public test data of the web platform, of which every case must pass. Where it is from, and
 * what was left out, is in the README beside each file.
 */
class ConformanceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ASCII_DOMAIN =
      Pattern.compile("[\\x21-\\x7E&&[^#%/:<>?@\\[\\\\\\]^|]]+");

  private static final Pattern DNS_NAME =
      Pattern.compile("(?=.{1,253}$)[^.]{1,63}(?:\\.[^.]{1,63})*");

  private final List<String> wrong = new ArrayList<>();

  @Test
  void absoluteUrlsAreReadAsTheStandardSays() throws IOException {
    JsonNode cases = read("/url/urltestdata-http.json");
    for (JsonNode test : cases) {
      String input = test.get("input").asText();
      String expected = test.path("failure").asBoolean() ? null : canonical(test);
      HttpUrl url = HttpUrl.parse(input);
      compare(input, expected, url == null ? null : withoutEmptyQuery(url.canonical()));
    }
    assertEquals(List.of(), wrong);
    assertEquals(363, cases.size());
  }

  @ParameterizedTest
  @CsvSource({"/idna/toascii.json, 87", "/idna/IdnaTestV2.json, 2668"})
  void domainsAreMappedAsTheStandardSays(String file, int count) throws IOException {
    JsonNode cases = read(file);
    for (JsonNode test : cases) {
      String input = test.get("input").asText();
      HttpUrl url = HttpUrl.parse("https://" + input + "/x");
      compare(input, ascii(input, test.get("output")), url == null ? null : url.serializedHost());
    }
    assertEquals(List.of(), wrong);
    assertEquals(count, cases.size());
  }

  @ParameterizedTest
  @CsvSource({"/idna/toascii.json, 59", "/idna/IdnaTestV2.json, 1388"})
  void namesAreThoseDomainsThatFitDns(String file, int count) throws IOException {
    int names = 0;
    for (JsonNode test : read(file)) {
      String input = test.get("input").asText();
      String domain = ascii(input, test.get("output"));
      String name = domain == null ? null : domain.replaceFirst("\\.$", "");
      boolean fits = name != null && DNS_NAME.matcher(name).matches();
      compare(input, fits ? name : null, CanonicalName.of(input));
      names += fits ? 1 : 0;
    }
    assertEquals(List.of(), wrong);
    assertEquals(count, names);
  }

  /**
   * The data is older than the rule that an ASCII domain is folded, with anything after its xn--.
   */
  private static @Nullable String ascii(String input, JsonNode output) {
    if (ASCII_DOMAIN.matcher(input).matches()) {
      return input.toLowerCase(Locale.ROOT);
    }
    return output.isNull() ? null : output.asText();
  }

  private static String canonical(JsonNode test) {
    String port = test.get("port").asText();
    return test.get("protocol").asText()
        + "//"
        + test.get("hostname").asText()
        + (port.isEmpty() ? "" : ":" + port)
        + test.get("pathname").asText()
        + test.get("search").asText();
  }

  /** The data's search does not distinguish an empty query from none. */
  private static String withoutEmptyQuery(String url) {
    return url.indexOf('?') == url.length() - 1 ? url.substring(0, url.length() - 1) : url;
  }

  private void compare(String input, @Nullable String expected, @Nullable String actual) {
    if (!Objects.equals(expected, actual)) {
      wrong.add(input + " should be " + expected + ", not " + actual);
    }
  }

  private static JsonNode read(String resource) throws IOException {
    try (InputStream in = ConformanceTest.class.getResourceAsStream(resource)) {
      assertNotNull(in);
      return JSON.readTree(in);
    }
  }
}
