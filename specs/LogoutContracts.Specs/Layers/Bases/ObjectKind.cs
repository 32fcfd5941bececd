namespace LogoutContracts.Specs.Layers.Bases;

/// <summary>The kinds of objects in an OpenAPI document.</summary>
internal enum ObjectKind
{
    /// <summary>Anything without references: texts, examples, extension fields.</summary>
    Data,
    PathItem,
    Operation,
    Parameter,
    RequestBody,
    MediaType,
    Encoding,
    Response,
    Header,
    Example,
    Link,
    Callback,
    Schema,
}

/// <summary>How a field holds its objects.</summary>
internal enum Holding
{
    One,
    Map,
    List,
}
