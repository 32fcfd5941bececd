using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Schemas;
using LogoutContracts.Specs.Schemas.Reading;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Tests.Specs.Schemas;

public sealed class JsonSchemas
{
    private const string Session = """
        type: object
        required: [sessionId, reason]
        additionalProperties: false
        properties:
          sessionId: { type: string, pattern: '^[a-z]{3}$' }
          reason: { enum: [logout, 'timeout'] }
          tries: { type: integer, minimum: 1 }
        """;

    private static readonly Gen<string> Values = Value(3);

    // Schema, value, failures as "keyword pointer".
    private static readonly (string Schema, string Value, string[] Failures)[] Table =
    [
        ("true", "1", []),
        ("false", "1", ["schema "]),
        ("{}", "null", []),

        ("type: string", "'a'", []),
        ("type: string", "1", ["type "]),
        ("type: integer", "1", []),
        ("type: integer", "1.0", []),
        ("type: integer", "10e-1", []),
        ("type: integer", "100e-2", []),
        ("type: integer", "1.50", ["type "]),
        ("type: integer", "1e400", []),
        ("type: integer", "1e-400", ["type "]),
        ("type: integer", "1e-99999999999999999999", ["type "]),
        ("type: integer", "0.000e-99999999999999999999", []),
        ("type: integer", "-0.0", []),
        ("type: integer", "120.00e-1", []),
        ("type: integer", "125e-1", ["type "]),
        ("type: number", "1.5", []),
        ("type: number", "'1'", ["type "]),
        ("type: boolean", "false", []),
        ("type: boolean", "0", ["type "]),
        ("type: 'null'", "null", []),
        ("type: null", "null", []),
        ("type: null", "false", ["type "]),
        ("type: [string, 'null']", "null", []),
        ("type: [string, 'null']", "1", ["type "]),
        ("type: array", "{}", ["type "]),
        ("type: object", "[]", ["type "]),

        ("enum: [a, 1, null, {x: [1]}]", "{'x':[1.0]}", []),
        ("enum: [a, 1]", "'1'", ["enum "]),
        ("enum: [1]", "true", ["enum "]),
        ("const: 1", "1.0", []),
        ("const: { a: 1, b: 2 }", "{'b':2,'a':1}", []),
        ("const: [1, 2]", "[2,1]", ["const "]),
        ("const: null", "0", ["const "]),
        ("const: on", "'on'", []),

        ("minimum: 1", "1", []),
        ("minimum: 1", "0.9999999999999999999", ["minimum "]),
        ("minimum: 1", "'0'", []),
        ("maximum: 1", "1.0000000000000000001", ["maximum "]),
        ("maximum: 9007199254740993", "9007199254740994", ["maximum "]),
        ("exclusiveMinimum: 0", "0", ["exclusiveMinimum "]),
        ("exclusiveMinimum: 0", "1e-50", []),
        ("exclusiveMaximum: 1.5", "1.5", ["exclusiveMaximum "]),
        ("maximum: 5", "1e400", ["maximum "]),
        ("multipleOf: 0.1", "0.3", []),
        ("multipleOf: 0.01", "19.99", []),
        ("multipleOf: 3", "9000000000000000000000000000", []),
        ("multipleOf: 0.0000000000011", "9999999999999999999999999999", ["multipleOf "]),
        ("multipleOf: 1e-20", "1e400", ["multipleOf "]),
        ("multipleOf: 3", "10", ["multipleOf "]),
        ("multipleOf: 2", "1e300", []),

        ("minLength: 2", "'a'", ["minLength "]),
        ("minLength: 2.0", "'a'", ["minLength "]),
        ("minLength: 2", "'😀'", ["minLength "]),
        ("maxLength: 1", "'😀'", []),
        ("maxLength: 1", """ "\ud83d\ude00" """, []),
        ("maxLength: 1", """ "\\n" """, ["maxLength "]),
        ("minLength: 300", "'" + new string('é', 300) + "'", []),
        ("maxLength: 299", "'" + new string('é', 300) + "'", ["maxLength "]),
        ("maxLength: 0", "[1]", []),
        ("pattern: b", "'abc'", []),
        ("pattern: '^b'", "'abc'", ["pattern "]),
        ("pattern: '^abc$'", """ "abc\n" """, ["pattern "]),
        (@"pattern: '^\d\w[\d.]$'", "'1x2'", []),
        (@"pattern: '^\d$'", "'\u0661'", ["pattern "]),
        (@"pattern: '^\w$'", "'é'", ["pattern "]),
        (@"pattern: '^[\w]$'", "'é'", ["pattern "]),
        (@"pattern: '^\W\D$'", "'éé'", []),
        ("pattern: '^.$'", """ "\r" """, ["pattern "]),
        (@"pattern: '^[\D][\W][\S]$'", "'éé\u0085'", []),
        (@"pattern: '^[\D\W\S]$'", "' '", []),
        (@"pattern: '^[\S]$'", "'\ufeff'", ["pattern "]),
        (@"pattern: '^[\s]\s$'", "'\ufeff\u00a0'", []),
        (@"pattern: '^[\W]$'", "'_'", ["pattern "]),
        ("pattern: '^.$'", "'😀'", []),
        ("pattern: '^😀{2}$'", "'😀😀'", []),
        (@"pattern: '^\$\.[.$]$'", "'$.$'", []),
        (@"pattern: '^[[a-]$'", "'['", []),
        ("pattern: '^(?!x)a'", "'a'", []),
        (@"pattern: '^(a|b)\1$'", "'ab'", ["pattern "]),
        (@"pattern: '^\p{Lu}$'", "'É'", []),

        ("minItems: 1", "[]", ["minItems "]),
        ("maxItems: 1", "[1,2]", ["maxItems "]),
        ("uniqueItems: true", "[1,1.0]", ["uniqueItems "]),
        ("uniqueItems: true", "[1,true,'1',[1],{'a':1}]", []),
        ("uniqueItems: true", "[{'a':1,'b':2},0,{'b':2,'a':1}]", ["uniqueItems "]),
        ("uniqueItems: true", $"[{string.Join(',', Enumerable.Range(0, 40))},3.9e1]", ["uniqueItems "]),
        ("uniqueItems: true", $"[{string.Join(',', Enumerable.Range(0, 40))},{{'a':[1],'b':null}},{{'b':null,'a':[1]}}]", ["uniqueItems "]),
        ("uniqueItems: true", $"[{string.Join(',', Enumerable.Range(0, 40))}]", []),
        ("uniqueItems: false", "[1,1]", []),
        ("items: { type: string }", "['a',1,2]", ["type /1", "type /2"]),
        ("items: false", "[1]", ["items /0"]),
        ("{ prefixItems: [{ type: string }, true], items: { type: number } }", "[1,2,'x']", ["type /0", "type /2"]),
        ("{ prefixItems: [true], items: false }", "[1]", []),
        ("prefixItems: [true, { type: string }]", "[1]", []),
        ("contains: { type: string }", "[1]", ["contains "]),
        ("contains: { type: string }", "[1,'a']", []),
        ("{ contains: { type: string }, minContains: 0 }", "[1]", []),
        ("{ contains: { type: string }, minContains: 2 }", "['a']", ["minContains "]),
        ("{ contains: { type: string }, maxContains: 1 }", "['a','b']", ["maxContains "]),

        ("required: [a, b]", "{}", ["required ", "required "]),
        ("required: [a]", "{'\\u0061':1}", []),
        ("required: [a]", "[]", []),
        ("dependentRequired: { a: [b, c] }", "{'a':1,'b':1}", ["dependentRequired "]),
        ("dependentRequired: { a: [b] }", "{'b':1}", []),
        ("minProperties: 1", "{}", ["minProperties "]),
        ("maxProperties: 1", "{'a':1,'b':1}", ["maxProperties "]),
        ("propertyNames: { pattern: '^[a-z]$', maxLength: 1 }", "{'a':1,'B':1}", ["propertyNames "]),
        ("propertyNames: false", "{}", []),
        ("properties: { a: { type: string }, b: false }", "{'b':1,'a':1,'c':1}", ["type /a", "properties /b"]),
        ("properties: { a/b~c: { type: string } }", "{'a/b~c':1}", ["type /a~1b~0c"]),
        ("patternProperties: { '^a': { type: string }, 'b$': { minimum: 2 } }", "{'ab':1,'x':1}", ["type /ab", "minimum /ab"]),
        ("additionalProperties: false", "{'a':1,'b':1}", ["additionalProperties ", "additionalProperties "]),
        ("{ properties: { a: true }, patternProperties: { ^x-: true }, additionalProperties: { type: string } }",
            "{'a':1,'x-b':1,'c':1,'d':'e'}", ["type /c"]),
        ("dependentSchemas: { a: { required: [b] } }", "{'a':1}", ["required "]),
        ("dependentSchemas: { a: { required: [b] } }", "{}", []),

        ("allOf: [{ type: string }, { minLength: 2 }]", "'a'", ["minLength "]),
        ("allOf: [{ type: string }, { minimum: 2 }]", "1", ["type ", "minimum "]),
        ("anyOf: [{ type: string }, { minimum: 2 }]", "1", ["anyOf "]),
        ("anyOf: [{ type: string }, { minimum: 2 }]", "2", []),
        ("oneOf: [{ type: integer }, { minimum: 2 }]", "3", ["oneOf "]),
        ("oneOf: [{ type: integer }, { minimum: 2 }]", "2.5", []),
        ("oneOf: [{ type: integer }, { minimum: 2 }]", "1.5", ["oneOf "]),
        ("not: { type: string }", "'a'", ["not "]),
        ("not: false", "1", []),
        ("{ if: { type: string }, then: { minLength: 2 }, else: { minimum: 2 } }", "'a'", ["minLength "]),
        ("{ if: { type: string }, then: { minLength: 2 }, else: { minimum: 2 } }", "1", ["minimum "]),
        ("{ if: { type: string }, then: false }", "1", []),
        ("{ if: { type: string }, then: false }", "''", ["then "]),

        ("{ properties: { a: true }, allOf: [{ properties: { b: true } }], unevaluatedProperties: false }",
            "{'a':1,'b':1,'c':1}", ["unevaluatedProperties "]),
        ("{ anyOf: [{ required: [x], properties: { a: true } }, { properties: { b: true } }], unevaluatedProperties: false }",
            "{'a':1,'b':1}", ["unevaluatedProperties "]),
        ("{ oneOf: [{ properties: { a: { const: 1 } }, required: [a] }, { properties: { b: true }, required: [b] }], "
            + "unevaluatedProperties: false }",
            "{'a':1}", []),
        ("{ if: { properties: { a: { const: 1 } }, required: [a] }, then: { properties: { b: true } }, "
            + "else: { properties: { c: true } }, unevaluatedProperties: false }",
            "{'a':1,'b':1}", []),
        ("{ if: { properties: { a: { const: 1 } }, required: [a] }, then: { properties: { b: true } }, "
            + "else: { properties: { c: true } }, unevaluatedProperties: false }",
            "{'a':2,'c':1}", ["unevaluatedProperties "]),
        ("{ not: { not: { properties: { a: true } } }, unevaluatedProperties: false }", "{'a':1}", ["unevaluatedProperties "]),
        ("{ dependentSchemas: { a: { properties: { b: true } } }, properties: { a: true }, unevaluatedProperties: false }",
            "{'a':1,'b':1}", []),
        ("{ patternProperties: { ^a: true }, unevaluatedProperties: { type: string } }", "{'ab':1,'b':'','c':1}", ["type /c"]),
        ("{ allOf: [{ additionalProperties: true }], unevaluatedProperties: false }", "{'a':1}", []),
        ("{ allOf: [{ unevaluatedProperties: true }], unevaluatedProperties: false }", "{'a':1}", []),
        ("{ properties: { n: { unevaluatedProperties: false } } }", "{'n':{'a':1}}", ["unevaluatedProperties /n"]),
        ("{ prefixItems: [true], allOf: [{ prefixItems: [true, true] }], unevaluatedItems: false }", "[1,2,3]", ["unevaluatedItems /2"]),
        ("{ contains: { type: string }, unevaluatedItems: { type: number } }", "['a',1,null]", ["type /2"]),
        ("{ anyOf: [{ items: { type: string } }, true], unevaluatedItems: false }", "['a']", []),

        ("format: date", "'2026-02-28'", []),
        ("format: date", "'2026-02-29'", ["format "]),
        ("format: date", "'2026-2-28'", ["format "]),
        ("format: date", "1", []),
        ("format: date-time", "'2026-11-20T08:30:00.123Z'", []),
        ("format: date-time", "'2026-11-20t08:30:00+01:00'", []),
        ("format: date-time", "'2026-11-20 08:30:00Z'", ["format "]),
        ("format: date-time", "'2026-11-20T08:30:00'", ["format "]),
        ("format: date-time", "'2026-11-20T24:00:00Z'", ["format "]),
        ("format: time", "'23:59:60Z'", []),
        ("format: time", "'00:59:60+01:00'", []),
        ("format: time", "'22:59:60Z'", ["format "]),
        ("format: time", "'08:30:00-25:00'", ["format "]),
        ("format: email", "'a.b+c@example.org'", []),
        ("format: email", """ "\"a b\"@[127.0.0.1]" """, []),
        ("format: email", "'a@b@c'", ["format "]),
        ("format: email", "'.a@b'", ["format "]),
        ("format: email", "'a'", ["format "]),
        ("format: uuid", "'0B9d5cbe-6d4c-4e0b-9c3e-2f1a7d7a1f10'", []),
        ("format: uuid", "'0b9d5cbe6d4c4e0b9c3e2f1a7d7a1f10'", ["format "]),
        ("format: uuid", "'0x9d5cbe-6d4c-4e0b-9c3e-2f1a7d7a1f10'", ["format "]),
        ("format: uri", "'https://user@example.org:80/a?b=c#d'", []),
        ("format: uri", "'urn:a:b'", []),
        ("format: uri", "'http://[::1]:80/'", []),
        ("format: uri", "'http://[1::2::3]/'", ["format "]),
        ("format: uri", "'/a'", ["format "]),
        ("format: uri", "'http://a b'", ["format "]),
        ("format: uri", "'http://a/%zz'", ["format "]),
        ("format: uri-reference", "'../a?b#c'", []),
        ("format: uri-reference", "''", []),
        ("format: uri-reference", "'a\\\\b'", ["format "]),
        ("format: ipv4", "'127.0.0.1'", []),
        ("format: ipv4", "'127.0.0.01'", ["format "]),
        ("format: ipv4", "'127.0.0.256'", ["format "]),
        ("format: ipv4", "'127.1'", ["format "]),
        ("format: ipv6", "'::'", []),
        ("format: ipv6", "'1::8'", []),
        ("format: ipv6", "'1:2:3:4:5:6:7:8'", []),
        ("format: ipv6", "'::ffff:127.0.0.1'", []),
        ("format: ipv6", "'1:2:3:4:5:6:7::8'", ["format "]),
        ("format: ipv6", "'127.0.0.1::'", ["format "]),
        ("format: ipv6", "':::'", ["format "]),
        ("format: ipv6", "'1:2:3:4:5:6:7:8:'", ["format "]),
        ("format: hostname", "'a-b.example'", []),
        ("format: hostname", "'a..b'", ["format "]),
        ("format: hostname", "'-a'", ["format "]),
        ("format: hostname", "'a_b'", ["format "]),
        ("format: int32", "99999999999", []),
        ("format: password", "''", []),

        ("{ title: t, description: d, default: 1, examples: [1], example: 1, deprecated: true, readOnly: true, writeOnly: true, "
            + "$comment: c, x-y: z }",
            "'a'", []),
        ("$ref: '#/components/schemas/Tree'", "{'value':1,'children':[{'value':2},{'value':'x'}]}", ["type /children/1/value"]),
        ("{ $ref: '#/components/schemas/Name', maxLength: 2 }", "'abc'", ["maxLength "]),
        ("$ref: '#/components/schemas/a~1b%20~0c'", "1", ["type "]),
        ("$ref: '#/components/schemas/Tree/properties/children/items'", "1", ["type "]),
        ("$ref: '#/components/schemas/Pair/prefixItems/1'", "1", ["type "]),
        ("$ref: '#/components/schemas/Never'", "1", ["$ref "]),
        ("$defs: { Never: false, Text: { type: string } }", "1", []),
    ];

    private static IEnumerable<TestCaseData> Cases => Table.Select(c =>
        new TestCaseData(c.Schema, c.Value, c.Failures).SetArgDisplayNames(c.Schema, c.Value.Length > 60 ? "…" : c.Value));

    [TestCaseSource(nameof(Cases))]
    public void A_value_fails_the_keywords_it_does_not_fit(string schema, string value, string[] failures)
    {
        var compiled = Compile(schema);
        var instance = Json(value);
        compiled.Validate(instance).Select(f => $"{f.Keyword} {f.Pointer}").Should().Equal(failures);
        compiled.FirstFailedKeyword(instance).Should().Be(failures.FirstOrDefault()?.Split(' ')[0]);
    }

    [TestCase(Session, "{'reason':'logout'}", "must have required property 'sessionId'")]
    [TestCase(
        Session, "{'reason':'x','sessionId':'abc','extra':1}",
        "must not have property 'extra'|must be one of \"logout\", \"timeout\"")]
    [TestCase(Session, "{'reason':'logout','sessionId':'abc','tries':1.5}", "must be an integer, not a number with a fraction")]
    [TestCase(Session, "{'reason':'logout','sessionId':'abc','tries':0}", "must be at least 1")]
    [TestCase(Session, "{'reason':'logout','sessionId':'ABC'}", "must match the pattern ^[a-z]{3}$")]
    [TestCase(Session, "[]", "must be an object, not an array")]
    [TestCase("type: [string, 'null']", "true", "must be a string or null, not a boolean")]
    [TestCase("const: { a: 1 }", "1", "must be {\"a\":1}")]
    [TestCase("minLength: 1", "''", "must have at least 1 character")]
    [TestCase("maxProperties: 2", "{'a':1,'b':1,'c':1}", "must have at most 2 properties")]
    [TestCase("dependentRequired: { a: [b] }", "{'a':1}", "must have property 'b', because it has 'a'")]
    [TestCase("propertyNames: { maxLength: 1 }", "{'ab':1}", "must not have property 'ab': a property name must have at most 1 character")]
    [TestCase("format: date", "''", "must be a date such as 2026-11-20")]
    [TestCase("items: false", "[1]", "must not be present")]
    [TestCase("oneOf: [true, true, true]", "1", "must match exactly one of the 3 schemas in 'oneOf', not 3")]
    [TestCase("contains: { type: string }", "[]", "must have at least 1 item that matches 'contains', not 0")]
    public void A_failure_says_what_the_value_must_be(string schema, string value, string messages) =>
        string.Join('|', Compile(schema).Validate(Json(value)).Select(f => f.Message)).Should().Be(messages);

    [Test]
    public void Failures_come_in_the_order_of_the_keywords_and_not_of_the_file()
    {
        const string All = """
            allOf: [{ minProperties: 7 }]
            patternProperties: { a: { minimum: 3 } }
            properties: { b: { minLength: 3 }, a: { multipleOf: 2 } }
            additionalProperties: false
            propertyNames: { maxLength: 1 }
            maxProperties: 1
            minProperties: 6
            dependentRequired: { a: [y] }
            required: [z]
            const: 1
            enum: [2]
            type: string
            """;
        Compile(All).Validate(Json("{'a':1,'b':'','cc':1}")).Select(f => f.Keyword).Should().Equal(
            "type", "enum", "const", "required", "dependentRequired", "minProperties", "maxProperties", "propertyNames",
            "additionalProperties", "minLength", "multipleOf", "minimum", "minProperties");
    }

    [TestCase("type: strin", "1:7: schema-unknown-type: 'strin'; did you mean 'string'?")]
    [TestCase("type: [string, string]", "1:16: schema-repeated-value: duplicate value 'string'; remove one of them")]
    [TestCase("type: {}", "1:7: schema-keyword-value: an empty map; correct the value")]
    [TestCase("type: []", "1:7: schema-keyword-value: an empty list; correct the value")]
    [TestCase(
        "pattern: '[😀]'",
        "1:10: schema-bad-regex: '[😀]' (characters above U+FFFF are not supported in brackets; write (a|b) instead); "
            + "correct the expression; in YAML, backslashes have no special meaning inside single quotes")]
    [TestCase("maxLength: 1.5", "1:12: schema-keyword-value: '1.5'; correct the value")]
    [TestCase("required: x", "1:11: schema-keyword-value: 'x'; correct the value")]
    [TestCase("required: [1]", "1:11: schema-keyword-value: a list; correct the value")]
    [TestCase("requierd: [x]", "1:1: schema-unknown-keyword: 'requierd'; did you mean 'required'?")]
    [TestCase(
        "properties: { a: { aditionalProperties: false } }",
        "1:20: schema-unknown-keyword: 'aditionalProperties'; did you mean 'additionalProperties'?")]
    [TestCase("zzzzzzzz: 1", "1:1: schema-unknown-keyword: 'zzzzzzzz'; remove it, or prefix it with 'x-' if it is an annotation")]
    [TestCase(
        "nullable: true",
        "1:1: schema-unsupported-keyword: 'nullable'; add 'null' to the list in 'type'; 'nullable' is from OpenAPI 3.0")]
    [TestCase("$id: a", "1:1: schema-unsupported-keyword: '$id'; remove it; references start at the root of the document")]
    [TestCase("$defs: { Name: { type: strin } }", "1:24: schema-unknown-type: 'strin'; did you mean 'string'?")]
    [TestCase("$defs: [true]", "1:8: schema-keyword-value: a list; correct the value")]
    [TestCase("then: true", "1:1: schema-lonely-keyword: 'then' without 'if', which has no effect; add 'if', or remove 'then'")]
    [TestCase(
        "pattern: '('",
        "1:10: schema-bad-regex: '(' (insufficient closing parentheses); "
            + "correct the expression; in YAML, backslashes have no special meaning inside single quotes")]
    [TestCase(
        "patternProperties: { '[': true }",
        "1:22: schema-bad-regex: '[' (unterminated bracket); "
            + "correct the expression; in YAML, backslashes have no special meaning inside single quotes")]
    [TestCase("pattern: 1", "1:10: schema-keyword-value: '1'; correct the value")]
    [TestCase("format: datetime", "1:9: schema-unknown-format: 'datetime'; did you mean 'date-time'?")]
    [TestCase(
        "format: duration-of-a-visit",
        "1:9: schema-unknown-format: 'duration-of-a-visit'; use 'pattern', or describe the format in 'description'")]
    [TestCase("minLength: -1", "1:12: schema-keyword-value: '-1'; correct the value")]
    [TestCase("minLength: '1'", "1:12: schema-keyword-value: '1'; correct the value")]
    [TestCase("minimum: .inf", "1:10: schema-keyword-value: '.inf'; correct the value")]
    [TestCase("exclusiveMinimum: true", "1:19: schema-keyword-value: 'true'; correct the value")]
    [TestCase("multipleOf: 0", "1:13: schema-keyword-value: '0'; correct the value")]
    [TestCase("uniqueItems: 1", "1:14: schema-keyword-value: '1'; correct the value")]
    [TestCase("enum: []", "1:7: schema-keyword-value: an empty list; correct the value")]
    [TestCase("allOf: {}", "1:8: schema-keyword-value: an empty map; correct the value")]
    [TestCase("items: [true]", "1:8: schema-expected: a list; write a schema, or remove the keyword that contains it")]
    [TestCase("properties: { a: null }", "1:18: schema-expected: null; write a schema, or remove the keyword that contains it")]
    [TestCase("dependentRequired: { a: b }", "1:25: schema-keyword-value: 'b'; correct the value")]
    [TestCase(
        "$ref: '#/components/schemas/Nmae'",
        "1:7: schema-broken-reference: '#/components/schemas/Nmae', which does not exist; "
            + "correct the reference, or add the schema")]
    [TestCase("$ref: other.yaml#/a", "1:7: schema-foreign-reference: 'other.yaml#/a'; move the schema into this document")]
    public void A_bad_schema_is_refused_where_it_is_bad(string schema, string diagnostic) =>
        Problems(schema).Select(d => $"{d.At}: {d.Rule}: {d.Found}; {d.Action}").Should().Equal(diagnostic);

    [TestCase("$ref: '#/components/schemas/Self'")]
    [TestCase("$ref: '#/components/schemas/Ping'")]
    [TestCase("properties: { a: { $ref: '#/components/schemas/Ping' } }")]
    [TestCase("{ properties: { a: { $ref: '#/components/schemas/Knot' } }, allOf: [{ $ref: '#/components/schemas/Knot' }] }")]
    [TestCase("not: { $ref: '#/components/schemas/Liar' }")]
    public void A_cycle_that_goes_into_nothing_is_refused(string schema) =>
        Problems(schema).Should().ContainSingle().Which.Rule.Should().Be("schema-reference-cycle");

    [Test]
    public void A_chain_of_references_has_an_end()
    {
        var links = Enumerable.Range(0, 100).Select(i => $"  s{i}: {{ $ref: '#/all/s{i + 1}' }}").Append("  s100: true");
        var document = (MapNode)Compose($"all:\n{string.Join('\n', links)}");
        var problems = new DiagnosticList("test.yaml");
        SchemaCompiler.Compile(Compose("$ref: '#/all/s0'"), document, problems).Should().BeNull();
        problems.All.Should().ContainSingle().Which.Rule.Should().Be("schema-reference-chain");
        SchemaCompiler.Compile(Compose("$ref: '#/all/s80'"), document, new("test.yaml")).Should().NotBeNull();
    }

    [Test]
    public void All_that_is_wrong_is_reported() =>
        Problems("{ type: strin, minLength: x, properties: { a: { foo: 1 } } }").Should().HaveCount(3);

    [TestCase("""["\ud800"]""")]
    [TestCase("""{"\udc00":1}""")]
    [TestCase("""["\ud800\ud800"]""")]
    [TestCase("""["\\\uDBFFx"]""")]
    public void Half_a_surrogate_pair_is_a_failure_and_no_exception(string value)
    {
        var instance = JsonElement.Parse(value);
        Compile("uniqueItems: true").Validate(instance).Should().ContainSingle().Which.Keyword.Should().Be("type");
        Compile("true").FirstFailedKeyword(instance).Should().Be("type");
    }

    [TestCase("""["\\ud800"]""")]
    [TestCase("""["\ud83d\ude00\uD83D\uDE00", "\u00e9\ud7ff\ue000"]""")]
    public void Whole_pairs_and_escaped_backslashes_are_none_of_that(string value) =>
        Compile("true").FirstFailedKeyword(JsonElement.Parse(value)).Should().BeNull();

    [Test]
    public void A_byte_that_is_not_UTF8_is_a_failure_and_no_exception()
    {
        using var document = JsonDocument.Parse(new byte[] { (byte)'"', 0xFF, (byte)'"' });
        Compile("minLength: 1").FirstFailedKeyword(document.RootElement).Should().Be("type");
    }

    [Test]
    public void Checking_a_value_that_fits_allocates_nothing()
    {
        var schema = Compile("""
            type: object
            required: [sessionId, list]
            additionalProperties: false
            patternProperties: { ^x-: true }
            properties:
              sessionId: { type: string, pattern: '^[a-z]{3}$', minLength: 3, format: hostname }
              list: { type: array, uniqueItems: true, items: { type: integer, multipleOf: 3, enum: [3, 6, 9] } }
              date: { anyOf: [{ type: integer }, { type: string, format: date-time }] }
            """);
        var value = Json("{'sessionId':'abc','list':[3,6,9],'date':'2026-11-20T08:30:00Z','x-y':{}}");
        for (var i = 0; i < 50; i++)
            schema.FirstFailedKeyword(value).Should().BeNull();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var first = schema.FirstFailedKeyword(value);
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
        first.Should().BeNull();
    }

    [Test]
    public void Schemas_are_consistent_with_each_other()
    {
        Prop.ForAll(
            Arb.From(Values),
            Arb.From(Values),
            (left, right) =>
            {
                var value = Json(left);
                var same = JsonElement.DeepEquals(value, Json(right));
                Fits($"const: {right}", value).Should().Be(same);
                Fits($"enum: [{right}, {left}]", value).Should().BeTrue();
                Fits($"not: {{ const: {right} }}", value).Should().Be(!same);
                Fits($"anyOf: [{{ const: {right} }}, {{ const: {left} }}]", value).Should().BeTrue();
                Fits($"oneOf: [{{ const: {right} }}, {{ const: {left} }}]", value).Should().Be(!same);
                Fits("uniqueItems: true", Json($"[{left},{right}]")).Should().Be(!same);
                Fits("uniqueItems: true", Json($"[{string.Join(',', Enumerable.Range(100, 20))},{left},{right}]")).Should().Be(!same);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(300)
                .WithReplay(Microsoft.FSharp.Core.FSharpOption<Replay>.Some(new(new(20261120UL), null))));

        static bool Fits(string schema, JsonElement value) => Compile(schema.Replace('\'', '"')).FirstFailedKeyword(value) is null;
    }

    private static Gen<string> Value(int depth)
    {
        var scalar = Gen.Elements("0", "-0", "1", "1.0", "10e-1", "true", "false", "null", "''", "'a'", "'1'");
        if (depth == 0)
            return scalar;
        var arrays = Value(depth - 1).ListOf().Select(items => $"[{string.Join(',', items.Take(3))}]");
        var objects =
            from a in Value(depth - 1)
            from b in Value(depth - 1)
            from form in Gen.Elements("{{'a':{0},'b':{1}}}", "{{'b':{1},'a':{0}}}", "{{'a':{0}}}", "{{}}")
            select string.Format(System.Globalization.CultureInfo.InvariantCulture, form, a, b);
        return Gen.OneOf(scalar, arrays, objects);
    }

    private static JsonElement Json(string text) => JsonElement.Parse(text.Replace('\'', '"'));

    private static JsonSchema Compile(string schema)
    {
        var problems = new DiagnosticList("test.yaml");
        var compiled = Compile(schema, problems);
        problems.All.Should().BeEmpty();
        return compiled!;
    }

    private static IReadOnlyList<Diagnostic> Problems(string schema)
    {
        var problems = new DiagnosticList("test.yaml");
        Compile(schema, problems).Should().BeNull();
        return problems.All;
    }

    private static JsonSchema? Compile(string schema, DiagnosticList problems) =>
        SchemaCompiler.Compile(Compose(schema), (MapNode)Compose("""
        components:
          schemas:
            Name: { type: string }
            Never: false
            a/b ~c: { type: string }
            Pair: { prefixItems: [true, { type: string }] }
            Tree:
              type: object
              properties:
                value: { type: integer }
                children: { type: array, items: { $ref: '#/components/schemas/Tree' } }
            Self: { $ref: '#/components/schemas/Self' }
            Ping: { $ref: '#/components/schemas/Pong' }
            Pong: { allOf: [{ $ref: '#/components/schemas/Ping' }] }
            Knot: { properties: { a: { $ref: '#/components/schemas/Loop' } }, allOf: [{ $ref: '#/components/schemas/Loop' }] }
            Loop: { anyOf: [{ $ref: '#/components/schemas/Knot' }] }
            Liar: { not: { $ref: '#/components/schemas/Liar' } }
        """), problems);

    private static Node Compose(string yaml)
    {
        var problems = new DiagnosticList("test.yaml");
        var node = YamlComposer.Compose(Encoding.UTF8.GetBytes(yaml), problems);
        problems.All.Should().BeEmpty();
        return node!;
    }
}
