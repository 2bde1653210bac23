package org.drey.collect.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.drey.yaml.ProblemException;
import org.drey.yaml.YamlNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Formats that cannot be, and what is said of them. */
final class FormatProblemsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "lost: ~ loste: ~ unknown key 'loste' (did you mean 'lost'?); there are about, answer, configure,"
            + " format, input, lost, records, samples, signed",
        "status: status ~ statu: status ~ the stream has no field 'statu' (did you mean 'status'?);"
            + " there are client, client_port, event_id, event_time, method, network_class, stage,"
            + " status, subject, url",
        "client: client ~ client: cleint ~ no sample has 'cleint' (did you mean 'client'?); name it"
            + " as the lines do, or add a sample with it",
        "time: seconds ~ time: secnds ~ 'time' is iso, day, seconds, millis, micros, nanos, clf, or a"
            + " pattern such as dd.MM.yyyy HH:mm:ss (did you mean 'seconds'?)",
        "stream: web-requests ~ stream: web-request ~ no stream 'web-request' (did you mean"
            + " 'web-requests'?); there are dns-queries, web-requests, payments,"
            + " livestream-sessions, external-signals",
        "url|startswith ~ url|startswth ~ unknown 'startswth' (did you mean 'startswith'?);"
            + " there are equals, startswith, endswith, contains, exists",
        "event_time: {from: time, time: seconds} ~ `` ~ 'event_time' is missing: When it"
            + " happened, by the provider's clock.",
        "value: PROXY ~ value: PROXI ~ the sample is refused: stage: one of [UNKNOWN, PROXY,"
            + " CDN_CACHE, AD_PLACEMENT, BROWSER, HOSTING], and should be record",
        "method: method ~ provider: method ~ 'provider' is not the format's, but an option of the"
            + " command",
        "type: json ~ type: jsn ~ unknown 'jsn' (did you mean 'json'?); there are json, csv, tsv,"
            + " words, zeek, pattern",
      })
  void saysWhatIsWrong(String right, String wrong, String said) {
    String text = ProductFormats.text("squid");
    String changed = text.replaceFirst(java.util.regex.Pattern.quote(right), wrong);
    ProblemException problem =
        assertThrows(
            ProblemException.class, () -> LineFormat.read(YamlNode.parse("f.yaml", changed)));
    assertEquals(said, problem.problem().reason());
  }
}
