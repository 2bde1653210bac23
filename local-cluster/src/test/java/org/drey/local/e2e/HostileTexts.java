package org.drey.local.e2e;

import java.util.ArrayList;
import java.util.List;

/** Names, URLs and tokens on which libraries, regular expressions and terminals have failed. */
final class HostileTexts {
  /** Valid as any token is: opaque. */
  static final String TOKEN = Poison.MARK + "|\u0000\r\n\u001b[31m\u202e\ud83d\udc3f'\";--%n%s{}";

  /** One letter that UTS 46 maps to eighteen. */
  private static final String LIGATURE = "\ufdfa";

  private HostileTexts() {}

  /** Names, each at most 1,024 bytes long. */
  static List<String> names() {
    return List.of(
        "",
        ".",
        "..",
        LIGATURE.repeat(56) + ".example",
        LIGATURE.repeat(300),
        "xn--" + "a".repeat(1000),
        "xn--" + "9".repeat(500) + ".xn--" + "z".repeat(400),
        "xn--a-" + "\u00e4".repeat(300) + ".example",
        "a.".repeat(512),
        ".".repeat(1024),
        "\u0000",
        "\u0301".repeat(500) + ".example",
        "\u200d\u200c\u00ad.example",
        "\u05d0a\u0661.example",
        "*.example",
        "listed\u3002example",
        "-".repeat(1024),
        TOKEN);
  }

  /** URLs, each at most 8,192 bytes long. */
  static List<String> urls() {
    List<String> urls = new ArrayList<>();
    for (String name : names()) {
      urls.add("http://" + name + "/");
    }
    urls.addAll(
        List.of(
            "",
            "http:",
            "//",
            "http://" + "%EF%B7%BA".repeat(56) + ".example/x",
            "http://" + "%EF%B7%BA".repeat(900) + "/",
            "http://[::ffff:1.2.3.4%25eth0]/",
            "http://[" + ":".repeat(4000) + "]/",
            "http://" + "1.".repeat(4000) + "/",
            "http://0x" + "f".repeat(8000) + "/",
            "http://" + "user@".repeat(1600) + "example/",
            "http://a.example:" + "9".repeat(8000) + "/",
            "http://a.example/" + "../".repeat(2700),
            "http://a.example/" + "%25".repeat(2700),
            "http://a.example/" + "%".repeat(8000),
            "http://a.example/" + "/".repeat(8000),
            "http://a.example/" + ";".repeat(4000) + "?".repeat(4000),
            "http://a.example/" + "\u00e4".repeat(4000),
            "data:" + "a".repeat(8000),
            "ftp://" + LIGATURE.repeat(500) + "/",
            TOKEN));
    return urls;
  }
}
