using LogoutContracts.Verification.Judging;

namespace LogoutContracts.Tests.Verification;

public sealed class StackTraces
{
    [TestCase(
        "<!DOCTYPE html>\n<pre>Error: boom<br> &nbsp; &nbsp;at /srv/app/index.js:12:9<br> &nbsp; &nbsp;at Layer.handle "
        + "[as handle_request] (/srv/node_modules/router/lib/layer.js:95:5)</pre>",
        TestName = "Express's page")]
    [TestCase(
        "TypeError: x is not a function\n    at async Promise.all (index 0)\n    at async run (file:///srv/a.mjs:1:2)",
        TestName = "Node")]
    [TestCase(
        "{\"message\":\"boom\",\"stack\":\"Error: boom\\n    at Object.<anonymous> (/srv/app.js:3:7)\\n    at "
        + "node:internal/main:1:1\"}",
        TestName = "Node in JSON")]
    [TestCase(
        "System.NullReferenceException: Object reference\r\n   at Vendor.Logout.Handle(Request request) in "
        + "/src/Logout.cs:line 12",
        TestName = ".NET with symbols")]
    [TestCase(
        "System.InvalidOperationException: no\n   at Vendor.Logout.Handle(Request request)\n   at Vendor.Program.Main()",
        TestName = ".NET without symbols")]
    [TestCase("{\"detail\":\"System.Exception: no\\r\\n   at Vendor.Api.<Get>d__1.MoveNext()\"}", TestName = ".NET in JSON")]
    [TestCase(
        "java.lang.IllegalStateException: no\n\tat com.vendor.Logout.handle(Logout.java:33)\n\tat "
        + "jdk.internal.reflect.Method.invoke(Native Method)",
        TestName = "Java")]
    [TestCase(
        "{\"trace\":\"java.lang.NullPointerException\\n\\tat com.vendor.Logout$Inner.handle(Logout.java:33)\\n\"}",
        TestName = "Spring's JSON")]
    [TestCase("{\"stackTrace\":[{\"methodName\":\"handle\",\"fileName\":\"Logout.java\"}]}", TestName = "Java in JSON")]
    [TestCase("Traceback (most recent call last):\n  File \"/srv/app.py\", line 3, in <module>", TestName = "Python")]
    [TestCase(
        "<li class=\"frame\"><code>/usr/lib/python3/dist-packages/django/core/handlers/exception.py</code>, line 47, in inner",
        TestName = "Django 3's page")]
    [TestCase(
        "<li class=\"frame django\">\n<code class=\"fname\">/usr/lib/python3/django/base.py</code>, line 197, in "
        + "_get_response",
        TestName = "Django 5's page")]
    [TestCase(
        "{\"message\":\"no\",\"exception\":\"ErrorException\",\"file\":\"\\/srv\\/a.php\",\"line\":3,\"trace\": "
        + "[{\"file\":\"\\/srv\\/b.php\",\"line\":4}]}",
        TestName = "Laravel's JSON")]
    [TestCase(
        "PHP Fatal error: Uncaught Exception: no in /srv/a.php:3\nStack trace:\n#0 /srv/b.php(12): run()\n#1 {main}",
        TestName = "PHP")]
    [TestCase("<b>Fatal error</b>: Uncaught Error<br />\n#0 /srv/b.php(12): run()<br />", TestName = "PHP's page")]
    [TestCase("panic: no\n\ngoroutine 1 [running]:\nmain.main()\n\t/srv/main.go:8 +0x27", TestName = "Go")]
    [TestCase("NoMethodError\napp/controllers/logout_controller.rb:12:in `destroy'", TestName = "Ruby")]
    [TestCase("{\"traces\":{\"Application Trace\":[{\"id\":0,\"trace\":\"app/a.rb:5:in 'A#show'\"}]}}", TestName = "Rails's JSON")]
    public void A_trace_is_found(string body) => StackTraceDetector.IsIn(body).Should().BeTrue();

    [TestCase("look at (me)")]
    [TestCase("Meet us\nat noon (UTC)\nat the office (2nd floor)")]
    [TestCase("The error occurred\n at 12:30:45 (server time)")]
    [TestCase("Invalid token: Error\nat least one (1) character is missing")]
    [TestCase("{\"trace\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"stack\":[]}")]
    [TestCase("{\"file\":\"a.php\",\"line\":3}")]
    [TestCase("#1 in the list, see index.php")]
    [TestCase("<pre>at example.com</pre>")]
    [TestCase("The traceback was sent to the administrators.")]
    [TestCase("")]
    public void Ordinary_text_is_no_trace(string body) => StackTraceDetector.IsIn(body).Should().BeFalse();

    [Test]
    public void A_large_body_takes_little_time_to_read() =>
        StackTraceDetector.IsIn(string.Concat(Enumerable.Repeat("Error \n  at a.b.c [ (", 100_000))).Should().BeFalse();
}
