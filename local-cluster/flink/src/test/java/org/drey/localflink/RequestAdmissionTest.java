package org.drey.localflink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.DefaultHttpRequest;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpMethod;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpRequest;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may submit and end jobs. */
final class RequestAdmissionTest {
  private static final int PORT = 31_031;
  private static final String KEY = "0123456789abcdef";

  private static HttpRequest submission(String host, @Nullable String key) {
    HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/v1/jobs");
    request.headers().set("Host", host).set("Content-Length", "9");
    if (key != null) {
      request.headers().set(RequestAdmission.KEY_HEADER, key);
    }
    return request;
  }

  @Test
  void whoHasTheKeySubmitsJobs() {
    assertNull(new RequestAdmission(PORT, KEY).reasonAgainst(submission("localhost:" + PORT, KEY)));
  }

  @Test
  void noOneElseDoes() {
    RequestAdmission admission = new RequestAdmission(PORT, KEY);
    assertNotNull(admission.reasonAgainst(submission("localhost", null)));
    assertNotNull(admission.reasonAgainst(submission("localhost", "")));
    assertNotNull(admission.reasonAgainst(submission("localhost", KEY.substring(1))));
  }

  @Test
  void whereThereIsNoKeyNoneIsRight() {
    RequestAdmission admission = new RequestAdmission(PORT, null);
    assertNotNull(admission.reasonAgainst(submission("localhost", KEY)));
    assertNotNull(admission.reasonAgainst(submission("localhost", "null")));
  }

  @ParameterizedTest
  @CsvSource({
    "/jobs/overview?a=%25, true",
    "/taskmanagers/localhost%3A31042-1/metrics, true",
    "/jobs/1/yarn-cancel, false",
    "/jobs/1/%79arn-cancel, false",
    "/jobs/1/%2579arn-stop, false",
    "/jobs/1/%252579arn-stop, false",
    "/jobs/1/%zz, false"
  })
  void aReadThatEndsAJobNeedsTheKey(String uri, boolean isAdmitted) {
    HttpRequest read = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, uri);
    read.headers().set("Host", "localhost");
    RequestAdmission admission = new RequestAdmission(PORT, KEY);
    assertEquals(isAdmitted, admission.reasonAgainst(read) == null);
    read.headers().set(RequestAdmission.KEY_HEADER, KEY);
    assertNull(admission.reasonAgainst(read));
  }

  @Test
  void aPageOfAnotherSiteDoesNotWithTheKeyEither() {
    RequestAdmission admission = new RequestAdmission(PORT, KEY);
    assertNotNull(admission.reasonAgainst(submission("foreign.example", KEY)));
    HttpRequest foreign = submission("localhost", KEY);
    foreign.headers().set("Origin", "http://foreign.example");
    assertNotNull(admission.reasonAgainst(foreign));
  }
}
